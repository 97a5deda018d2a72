using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Declared.Pipelines;

/// <summary>The word that pipeline files say: what their steps do with models and agents, and under which rights.</summary>
internal static class PipelineWords
{
    private static readonly CelType Texts = List(CelType.String);

    private static readonly CelType Step = Object("ai-step",
        ("job", CelType.String),
        ("does", CelType.String),         // coding-agent, model-call, evaluation, deployment, upload, training
        ("tool", CelType.String),
        ("uses", CelType.String),         // the action; empty where a command runs
        ("pinned", CelType.String),       // the action is fixed to a commit: true, false, or that none is used
        ("outsiders", Texts),             // triggers that people without rights to the repository can fire
        ("text", Texts),                  // expressions that put their words into the step
        ("gated", CelType.String),        // only trusted people get in: true, false, or why not known
        ("canWrite", CelType.String),     // its token can change the repository: true, false, or why not known
        ("writes", Texts),                // scopes that it may write
        ("secrets", Texts),               // names of secrets in reach, keys of model providers apart
        ("unbound", Texts));              // switches that take its limits away

    public static IReadOnlyList<Property> All { get; } =
        [new(AssetKind.Pipeline, "steps", Step, true, "what its steps do with models and coding agents, and with which rights", IsOptional: true)];

    public static Value Tell(AiStep step, JobRights rights) => Value.Map(
        ("job", Value.Of(step.Job)), ("does", Value.Of(step.Does)), ("tool", Value.Of(step.Tool)), ("uses", Value.Of(step.Uses)),
        ("pinned", Value.Of(step.Uses.Length == 0 ? "no action is used" : step.IsPinned ? "true" : "false")),
        ("outsiders", Value.List(rights.Outsiders)), ("text", Value.List(step.Text)), ("gated", Value.Of(step.Gated)),
        ("canWrite", Value.Of(rights.CanWrite)), ("writes", Value.List(rights.Writes)), ("secrets", Value.List(rights.Secrets)), ("unbound", Value.List(step.Unbound)));
}
