using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Terminal;

/// <summary>What AI manifests, infrastructure code and settings set up, beside the code: kind by kind, each with its first line.</summary>
internal static class DeclaredSection
{
    private static readonly (AssetKind Kind, string Label)[] Kinds =
    [
        (AssetKind.Agent, "agents"), (AssetKind.Endpoint, "endpoints"), (AssetKind.Guardrail, "guardrails"), (AssetKind.VectorStore, "vectors"), (AssetKind.Corpus, "corpora"), (AssetKind.Dataset, "datasets"),
        (AssetKind.DataStore, "stores"), (AssetKind.FineTune, "own models"), (AssetKind.Notebook, "notebooks"), (AssetKind.Tool, "tools"), (AssetKind.McpServer, "mcp"), (AssetKind.Skill, "skills"),
    ];

    public static void Write(Report report, TextWriter to, Ink ink)
    {
        var rows = report.Graph.Rows.Where(r => Status.Speaks(r, Plane.Declared) && !r.Id.Key.StartsWith("path:", StringComparison.Ordinal)).ToList();
        var lists = Kinds.Select(k => (k.Label, Places: rows.Where(r => r.Id.Kind == k.Kind).Select(r => (Named(r), First(r))).ToList()))
            .Append((Label: "serves", Places: [.. Servers(report)])).Where(l => l.Places.Count > 0).ToList();
        if (lists.Count == 0) return;
        to.WriteLine($"  {ink.Bold("AI DECLARED")}  in manifests, infrastructure code and settings");
        var list = new PlaceList(to, ink, "");
        foreach (var (label, places) in lists) list.Write(label, places);
        to.WriteLine();
    }

    // A container that runs a model server, with what it serves.
    private static IEnumerable<(string, Origin)> Servers(Report report) =>
        from row in report.Graph.Rows
        from said in row.Said(Plane.Declared, "containers")
        let runtime = said.Value.Field("runtime")
        where said.Value.Field("role") is not null && runtime is not null
        let models = string.Join(", ", (said.Value.AsMap?["models"].AsList?.Items ?? []).Select(m => m.Field("id") ?? m.AsString).OfType<string>())
        select (models.Length > 0 ? $"{runtime}: {models}" : runtime, said.Origin);

    private static string Named(AssetRow row) => row.Name != row.Id.Key ? row.Name : row.Name[(row.Name.LastIndexOf('#') + 1)..];

    private static Origin First(AssetRow row) =>
        Enumerable.Range(0, row.Layout.Slots).SelectMany(s => row.ClaimsOf(s).ToArray()).Where(c => c.Plane == Plane.Declared && c.Origin.File is not null).Select(c => c.Origin).Order().FirstOrDefault() ?? new Origin("");
}
