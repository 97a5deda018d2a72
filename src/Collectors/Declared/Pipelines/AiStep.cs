using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Pipelines;

/// <summary>A step of a pipeline that calls, tests, trains or ships models, or lets an agent work.</summary>
/// <param name="Job">The job it is in.</param>
/// <param name="Does">coding-agent, model-call, evaluation, deployment, upload, training.</param>
/// <param name="Tool">The name people use.</param>
/// <param name="Uses">The action; empty where a command runs.</param>
/// <param name="IsPinned">True where the action is fixed to a commit.</param>
/// <param name="Text">Expressions of others' words in it.</param>
/// <param name="Gated">Whether only trusted people get in: `true`, `false`, or why that is not known.</param>
/// <param name="Unbound">Switches that take its limits away.</param>
/// <param name="Line">1-based line.</param>
internal sealed record AiStep(
    string Job, string Does, string Tool, string Uses, bool IsPinned, ImmutableArray<string> Text, string Gated, ImmutableArray<string> Unbound, int Line);

/// <summary>What a job may do, and who can start it.</summary>
/// <param name="Outsiders">Triggers that people without rights to the repository can fire.</param>
/// <param name="CanWrite">`true`, `false`, or why that is not known.</param>
/// <param name="Writes">Scopes that its token may write.</param>
/// <param name="Secrets">Names of secrets in its reach, keys of model providers and its own token apart.</param>
internal sealed record JobRights(ImmutableArray<string> Outsiders, string CanWrite, ImmutableArray<string> Writes, ImmutableArray<string> Secrets);
