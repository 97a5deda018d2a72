using System.CommandLine;
using Plumbline.Behavior.Decisions;
using Plumbline.Cel.Programs;
using Plumbline.Posture.Assets;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb decide --agent A --tool T`: whether the registries let an agent make a tool call.</summary>
internal static class DecideCommand
{
    public static Command Make()
    {
        var agent = new Option<string>("--agent") { Description = "the agent, by name, id or ARN", Required = true };
        var tool = new Option<string>("--tool") { Description = "the tool it wants to call", Required = true };
        var action = new Option<string>("--action") { Description = "the IAM action that the tool takes, if any", DefaultValueFactory = _ => "" };
        var resource = new Option<string>("--resource") { Description = "the resource that it acts on", DefaultValueFactory = _ => "" };
        var unknown = new Option<string>("--on-unknown") { Description = "block or ask: what to do where a rule cannot be decided", Required = true };
        var paths = new Argument<string[]>("path") { Description = "folders with the registries (default: what was scanned last)", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("decide", "Say whether an agent may make a tool call, and which rule decides; exit 1 where it may not.") { agent, tool, action, resource, unknown, paths };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ToolCall(parsed.GetRequiredValue(agent), parsed.GetRequiredValue(tool), parsed.GetRequiredValue(action), parsed.GetRequiredValue(resource)),
            parsed.GetRequiredValue(unknown), parsed.GetRequiredValue(paths), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ToolCall call, string unknown, string[] paths, CancellationToken cancellation)
    {
        if (!KebabCase.TryParse<FailureMode>(unknown, out var mode)) return await UsageAsync($"`{unknown}` is no way to fail; choose block or ask").ConfigureAwait(false);
        var last = paths.Length == 0 ? LastScan.Recall() : new LastScan(paths, null, []);
        if (last is null) return await UsageAsync("nothing was scanned yet; run `plumb scan PATH`, or name a path").ConfigureAwait(false);
        if (await Session.ScanAsync(last.Paths, last.AsOf, last.Rules, cancellation).ConfigureAwait(false) is not var (report, _)) return Exit.Usage;
        if (ToolPolicy.Compile(AgentPolicy.Of(report.Graph), mode, out var problems) is not { } policy)
            return await UsageAsync($"the rule of `{problems[0].Id}` does not compile: {problems[0].Reason}").ConfigureAwait(false);

        var decision = policy.Decide(call);
        Console.WriteLine($"{decision.Outcome.Name()}  {Sentence(decision, call, policy)}");
        foreach (var (rule, holds) in policy.Explain(call))
            Console.WriteLine($"  {rule.Effect.Name(),-7} {rule.Id}{(holds == Truth.Unknown ? " (not known)" : "")}: {rule.When}");
        return decision.Outcome == Outcome.Allow ? Exit.InLine : Exit.OutOfLine;
    }

    private static string Sentence(Decision decision, ToolCall call, ToolPolicy policy) => decision.Reason switch
    {
        Reason.Permitted => $"rule `{decision.Rule}` permits it",
        Reason.Confirmation => $"rule `{decision.Rule}` permits it once a person has confirmed",
        Reason.Forbidden => $"rule `{decision.Rule}` forbids it",
        Reason.NotKnown => $"rule `{decision.Rule}` cannot be decided",
        _ => $"none of {policy.Rules.Length} rules permits agent `{call.Agent}` to call `{call.Tool}`{(call.Action!.Length > 0 ? $" for `{call.Action}`" : "")}; approve it under `agents:` in a registry",
    };

    private static async Task<int> UsageAsync(string message)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return Exit.Usage;
    }
}
