using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Terminal;

/// <summary>What AI is in the code: workload by workload the models, agents, tools and stores, each with its line.</summary>
internal static class CodeSection
{
    private const int MostWorkloads = 8;
    private const string Path = "path:";
    private static readonly (string Use, string Label)[] Lists = [("agent", "agents"), ("tool", "tools"), ("mcp", "mcp"), ("retrieval", "retrieval"), ("inference", "runs itself"), ("guardrail", "guardrails"), ("training", "trains")];

    public static void Write(Report report, TextWriter to, Ink ink)
    {
        var workloads = report.Graph.Rows.Select(r => (Row: r, Uses: CodeUse.Of(r))).Where(w => w.Uses.Count > 0)
            .OrderByDescending(w => w.Uses.Count).ThenBy(w => w.Row.Id).ToList();
        var others = Others(report);
        if (workloads.Count == 0 && others.Length == 0) return;
        var all = workloads.SelectMany(w => w.Uses).ToList();
        var mentions = report.Graph.Rows.Sum(r => CodeUse.Of(r, "mentions").Count);
        to.WriteLine($"  {ink.Bold("AI IN CODE")}  {Summary(workloads.Count, all)}{(mentions > 0 ? ink.Faint($" · {Number(mentions)} more in tests and docs") : "")}");
        foreach (var (row, uses) in workloads.Take(MostWorkloads)) Workload(row, uses, to, ink);
        if (workloads.Count > MostWorkloads) to.WriteLine(ink.Faint($"    … and {Number(workloads.Count - MostWorkloads)} more workloads: --format json shows all, `plumb bom` lists what they use"));
        if (others.Length > 0) to.WriteLine($"    {ink.Faint("beside it")}  {others}");
        to.WriteLine();
    }

    private static string Summary(int workloads, List<CodeUse> uses)
    {
        var models = uses.SelectMany(u => u.Models).Distinct(StringComparer.Ordinal).Count();
        var open = uses.Count(u => u.Known == "open");
        string[] parts =
        [
            $"{Number(uses.Count)} {(uses.Count == 1 ? "use" : "uses")} in {Number(workloads)} {(workloads == 1 ? "workload" : "workloads")}",
            Count(uses.Select(u => u.Provider).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal).Count(), "provider"), Count(models, "model"),
            Count(uses.Count(u => u.Use == "agent"), "agent"), Count(uses.Count(u => u.Use == "tool"), "tool"), open > 0 ? $"{Number(open)} with a model that the code does not tell" : "",
        ];
        return string.Join(" · ", parts.Where(p => p.Length > 0));
    }

    private static void Workload(AssetRow row, IReadOnlyList<CodeUse> uses, TextWriter to, Ink ink)
    {
        var libraries = uses.Select(u => u.Library).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var folder = row.Name.StartsWith(Path, StringComparison.Ordinal) ? row.Name[Path.Length..] : "";
        to.WriteLine($"    {ink.Bold(folder.Length > 0 ? folder : row.Name)}  {ink.Faint(string.Join(", ", libraries))}");
        var list = new PlaceList(to, ink, folder);
        list.Write("models", uses.SelectMany(u => u.Models.Select(m => (u.Provider.Length > 0 ? $"{m} ({u.Provider})" : m, u.Origin))));
        list.Write("model from", uses.Where(u => u.Known == "open").SelectMany(u => u.Open.Select(o => (o, u.Origin))));
        foreach (var (use, label) in Lists) list.Write(label, uses.Where(u => u.Use == use && u.Name.Length > 0).Select(u => (Named(u), u.Origin)));
        list.Write("key in code", uses.Where(u => u.Key == "literal").Select(u => (u.Library, u.Origin)));
    }

    private static string Named(CodeUse use) => use.Tools.Count() is > 0 and var tools ? $"{use.Name} ({tools} {(tools == 1 ? "tool" : "tools")})" : use.Name;

    // Assets of the declared plane that no line of code makes.
    private static string Others(Report report)
    {
        (AssetKind Kind, string One)[] kinds = [(AssetKind.McpServer, "MCP server"), (AssetKind.CodingAgent, "coding agent"), (AssetKind.Skill, "skill"), (AssetKind.Package, "AI package"), (AssetKind.Pipeline, "pipeline")];
        return string.Join(" · ", kinds.Select(k => Count(report.Graph.Rows.Count(r => r.Id.Kind == k.Kind && Status.Speaks(r, Plane.Declared)), k.One)).Where(t => t.Length > 0));
    }

    private static string Count(int number, string noun) => number == 0 ? "" : $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString("n0", CultureInfo.InvariantCulture);
}
