using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using static Plumbline.Reports.Diagnosis.Evidence;

namespace Plumbline.Reports.Diagnosis;

/// <summary>Five questions that show which of the three disciplines carries risk that nobody has sized.</summary>
internal static class Disciplines
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static QuestionGroup Of(Evidence estate)
    {
        ImmutableArray<AssetRow> agents = [.. estate.Agents.Where(a => a.Fact("environment") is null or "production")];
        return new QuestionGroup("disciplines", "Which discipline carries risk of unknown size", "A question that is not answered yes is risk that nobody has measured.",
        [
            Inventory(estate),
            EachAgent("scope-reviewed", "identity", agents, "Is there a scope of rights for every agent in production that somebody approved?", a => Says(a, Plane.Approved, "actions", "surface", "tools", "toolPolicy"),
                "no approved scope is on record for", "Write down for each agent which actions and tools it needs, and have it approved in the registry (docs/registry.md)."),
            EachAgent("rights-needed-known", "identity", agents, "Is it known of every agent which of its rights it uses, and which were left over?", a => IsSeen(a, Plane.Deployed, "actions", "surface", "tools") && IsObserved(a),
                "granted rights and use are not both seen for", "Supply both sides: the control plane's answers about roles and tools, and the audit trail or traces of what was called (docs/estate.md)."),
            EachAgent("calls-listed", "behavior", agents, "Can the calls of every agent in the last 24 hours be listed: tools, APIs, destinations?", a => SeenUntil(a) >= estate.Report.Scope.AsOf - Day,
                "no telemetry of the last 24 hours was read for", "Send traces of the agents and the audit trail of their accounts as they come (docs/estate.md), not once."),
            Changes(estate, agents),
        ]);
    }

    private static Question Inventory(Evidence estate)
    {
        const string Text = "Is every model, agent, framework and tool that runs in the inventory, also what was pulled at runtime or added last month?";
        const string Next = "Register what is seen and not known, scan the repository of each workload, and read the trail of every account (docs/estate.md).";
        var all = estate.Of(AssetKind.Workload, AssetKind.Agent, AssetKind.Model, AssetKind.FineTune, AssetKind.McpServer, AssetKind.Endpoint);
        ImmutableArray<AssetRow> shadow = [.. all.Where(r => Status.Of(r) == "shadow")], unseen = [.. estate.Workloads.Where(w => !IsSeen(w, Plane.Observed, "calls", "invocations") || !IsSeen(w, Plane.Declared, "models"))];
        var (response, because) = all.IsEmpty ? (Response.Unknown, "nothing that was read speaks of AI")
            : shadow.Length > 0 ? (Response.No, $"{Count(shadow.Length, "asset")} of {all.Length} in use are in no registry: {Named(shadow)}")
            : unseen.Length > 0 ? (Response.Unknown, $"of {Count(unseen.Length, "workload")} not both the code and the calls were seen: {Named(unseen)}")
            : (Response.Yes, $"all {all.Length} that code, control plane or telemetry show are registered");
        return new Question("inventory-whole", Text, response, Response.Yes, because, response == Response.Yes ? "" : Next) { Discipline = "artifact", Assets = [.. (shadow.IsEmpty ? unseen : shadow).Select(r => r.Id)] };
    }

    private static Question Changes(Evidence estate, ImmutableArray<AssetRow> agents)
    {
        var (rules, text) = (estate.Loaded(["first-use-of-role-and-destination", "model-changed-as-approved"]), "Would anybody notice an agent that begins to call something new, and know whether model, prompt or tools had changed?");
        const string Next = "Let telemetry and releases be read as they come: a first use is then held against the change before it (docs/drift.md).";
        ImmutableArray<AssetRow> blind = [.. agents.Where(a => !IsObserved(a))];
        var (response, because) = agents.IsEmpty ? (Response.Unknown, "no agent is known")
            : blind.Length > 0 ? (Response.No, $"nothing is observed of {Count(blind.Length, "agent")}: {Named(blind)}")
            : rules.IsEmpty ? (Response.No, "no rule asks about first use")
            : (Response.Yes, $"{Count(agents.Length, "agent")} observed, first use and changes of the model are asked about");
        return new Question("new-behaviour-noticed", text, response, Response.Yes, because, response == Response.Yes ? "" : Next) { Discipline = "behavior", Assets = [.. blind.Select(b => b.Id)], Rules = rules };
    }

    private static Question EachAgent(string id, string discipline, ImmutableArray<AssetRow> agents, string text, Func<AssetRow, bool> holds, string without, string next)
    {
        ImmutableArray<AssetRow> missing = [.. agents.Where(a => !holds(a))];
        var (response, because) = agents.IsEmpty ? (Response.Unknown, "no agent in production is known")
            : missing.Length > 0 ? (Response.No, $"{without} {missing.Length} of {Count(agents.Length, "agent")}: {Named(missing)}") : (Response.Yes, $"so for all {Count(agents.Length, "agent")}");
        return new Question(id, text, response, Response.Yes, because, response == Response.Yes ? "" : next) { Discipline = discipline, Assets = [.. missing.Select(m => m.Id)] };
    }

    private static bool IsObserved(AssetRow row) => Status.Speaks(row, Plane.Observed) || IsSeen(row, Plane.Observed, "calls", "invocations", "tools", "runs");
}
