using System.Text.Json;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Bom;

/// <summary>Published weaknesses of what the bill lists: as the imported advisories say, once each, with the parts they concern.</summary>
internal static class Vulnerabilities
{
    /// <summary>What the advisories say of a row.</summary>
    public static void Add(AssetRow row, BomItem item)
    {
        foreach (var (value, _) in row.Said("advisories"))
        {
            if (value.Field("id") is not { } id) continue;
            var aliases = (value.AsMap?["aliases"].AsList?.Items ?? []).Select(a => a.AsString).OfType<string>().Order(StringComparer.Ordinal);
            item.Advisories.Add(new BomAdvisory(
                Plain.Line(id), [.. aliases.Select(a => Plain.Line(a))], value.Field("severity") ?? "unknown", value.AsMap?["score"].AsDouble ?? 0, value.Field("fixed") ?? "", Plain.Cut(Plain.Line(value.Field("summary") ?? ""), 500),
                value.AsMap?["malicious"].AsBool == true));
        }
    }

    /// <summary>Writes the list; nothing where no part has one.</summary>
    public static void Write(BillOfMaterials bill, Utf8JsonWriter json)
    {
        var known = bill.Items.SelectMany(i => i.Advisories.Select(a => (Advisory: a, i.Ref))).GroupBy(a => a.Advisory.Id).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (known.Count == 0) return;
        CycloneDx.List(json, "vulnerabilities", known, (group, j) => One(group.First().Advisory, group.Select(g => (g.Ref, g.Advisory.Fixed)), j));
    }

    private static void One(BomAdvisory advisory, IEnumerable<(string Ref, string Fixed)> affects, Utf8JsonWriter json)
    {
        json.WriteString("id", advisory.Id);
        Source(json);
        CycloneDx.List(json, "references", advisory.Aliases, (alias, j) => { j.WriteString("id", alias); Source(j); });
        CycloneDx.List(json, "ratings", [advisory], (a, j) =>
        {
            if (a.Score > 0) j.WriteNumber("score", a.Score);
            j.WriteString("severity", a.Severity is "critical" or "high" or "medium" or "low" ? a.Severity : "unknown");
        });
        if (advisory.Summary.Length > 0) json.WriteString("description", advisory.Summary);
        var all = affects.Distinct().OrderBy(a => a.Ref, StringComparer.Ordinal).ToList();
        var mended = all.Select(a => a.Fixed).Where(f => f.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        json.WriteString("recommendation", advisory.IsMalicious ? "remove it: the package itself is the attack" : mended.Count > 0 ? $"move to {string.Join(" or ", mended)}" : "no version without it is known");
        CycloneDx.List(json, "affects", all.Select(a => a.Ref).Distinct(), (reference, j) => j.WriteString("ref", reference));
    }

    private static void Source(Utf8JsonWriter json)
    {
        json.WriteStartObject("source");
        json.WriteString("name", "OSV");
        json.WriteString("url", "https://osv.dev");
        json.WriteEndObject();
    }
}

/// <summary>One published weakness of one part.</summary>
/// <param name="Id">The advisory's id.</param>
/// <param name="Aliases">Its ids elsewhere.</param>
/// <param name="Severity">critical, high, medium, low or unknown.</param>
/// <param name="Score">CVSS base score; 0 where none can be computed.</param>
/// <param name="Fixed">The lowest version above that is not affected; empty where none is known.</param>
/// <param name="Summary">What it is, in a line.</param>
/// <param name="IsMalicious">The package itself is the attack.</param>
internal sealed record BomAdvisory(string Id, System.Collections.Immutable.ImmutableArray<string> Aliases, string Severity, double Score, string Fixed, string Summary, bool IsMalicious);
