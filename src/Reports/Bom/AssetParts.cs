using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Bom;

/// <summary>The assets of the graph as items: their type, facts, places and arrows.</summary>
internal static class AssetParts
{
    public static void Add(BomDraft draft)
    {
        foreach (var row in draft.Graph.Rows)
        {
            if (TypeOf(row) is not { } type) continue;
            var item = draft.Item(row.Id.Kind.Name(), row.Id.Key, type, row.Id.Kind == AssetKind.Model ? null : row.Name);
            if (row.Id.Kind == AssetKind.Model && row.Name != row.Id.Key) item.Note("name", row.Name);
            Facts(row, item);
            See(row, item);
            if (row.Id.Kind != AssetKind.Model) continue;
            if (row.Said(Plane.Declared, "artifact").Select(a => a.Value).FirstOrDefault(v => v.AsMap is not null) is { AsMap: not null } artifact) FileParts.Add(item, artifact);
            else BomDraft.Describe(item, ModelId.Parse(row.Id.Key));
        }
    }

    public static void Relate(BomDraft draft)
    {
        foreach (var relation in draft.Graph.Relations)
            if (draft.Find(relation.From) is { } from) from.Needs(draft.Find(relation.To));
    }

    // Rights, accounts and logs are no parts; a bucket is one where something of the estate lies in it.
    private static string? TypeOf(AssetRow row) => row.Id.Kind switch
    {
        AssetKind.Workload or AssetKind.Agent or AssetKind.CodingAgent or AssetKind.AiSystem or AssetKind.Pipeline or AssetKind.Notebook => "application",
        AssetKind.Model or AssetKind.FineTune => BomItem.Model,
        AssetKind.Dataset or AssetKind.Corpus or AssetKind.VectorStore or AssetKind.DataStore => "data",
        AssetKind.Bucket when row.Said("holds").Any() => "data",
        AssetKind.Package => IsFramework(row) ? "framework" : "library",
        AssetKind.Skill or AssetKind.Prompt => "file",
        AssetKind.McpServer or AssetKind.Endpoint or AssetKind.Gateway or AssetKind.Guardrail => BomItem.Service,
        _ => null,
    };

    private static bool IsFramework(AssetRow row) => row.Said("role").Select(r => Sayings.Text(r.Value)).Any(r => r is "agent-framework" or "orchestration");

    private static void Facts(AssetRow row, BomItem item)
    {
        (item.Owner, item.Environment, item.Account, item.Region) = (Line(row.Fact("owner")), Line(row.Fact("environment")), Line(row.Fact("account")), Line(row.Fact("region")));
        item.Status = Reports.Status.Of(row);
        foreach (var name in row[row.Layout.Fact("data")].AsList?.Items ?? []) if (Line(name.AsString) is { } data) item.Data.Add(data);
        foreach (var fact in (string[])["autonomy", "criticality", "risk"]) item.Note(fact, row.Fact(fact));
        if (row.Is("regulated")) item.Note("regulated", "true");
        if (item.Type == "data") item.Note("data.kind", row.Id.Kind.Name());
        foreach (var (holds, _) in row.Said("holds")) item.Note("data.holds", Sayings.Text(holds));
    }

    // What another tool says, or what is said of a related asset, shows nothing of this one; nor does a registry's entry for
    // the account around it.
    private static void See(AssetRow row, BomItem item)
    {
        var isRegistered = row.Is("registered");
        for (var slot = 0; slot < row.Layout.Slots; slot++)
        {
            if (row.Layout.WordAt(slot) is { } word && (word.IsImported || word.IsDerived || word.Borrowed is not null)) continue;
            var isFact = row.Layout.WordAt(slot) is null;
            foreach (var claim in row.ClaimsOf(slot).Where(c => !isFact || isRegistered || c.Plane != Plane.Approved)) item.See(claim.Plane, claim.Origin);
        }
    }

    private static string? Line(string? text) => string.IsNullOrWhiteSpace(text) ? null : Plain.Line(text);
}
