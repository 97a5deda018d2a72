using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Declared.Packages.Versions;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.Packages.Advisories;

/// <summary>One record of the OSV format.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Modified">When it was last changed, as written; empty where it does not say.</param>
/// <param name="IsWithdrawn">It is no longer held to be true.</param>
/// <param name="Advisories">What it says, package by package.</param>
/// <param name="Cut">How many of its versions and range events are beyond what is kept.</param>
internal sealed record OsvRecord(string Id, string Modified, bool IsWithdrawn, ImmutableArray<Advisory> Advisories, int Cut)
{
    /// <summary>Most versions of one package in a record that are kept.</summary>
    public const int MostVersions = 20_000;

    /// <summary>Most events of one range that are kept.</summary>
    public const int MostEvents = 2_000;

    private const int LongestSummary = 200;

    /// <summary>Reads one record; null where the text is none.</summary>
    public static OsvRecord? Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = Json.Parse(utf8, out _);
        if (document is null) return null;
        var root = document.RootElement;
        if (!root.HasOnlyText() || root.Text("id") is not { Length: > 0 and <= 100 } id || root.Text("modified") is not { Length: >= 10 } modified) return null;
        // Records that went through yaml have a blank where the T was.
        if (!Posture.Rules.Instants.TryParse(modified, out _) && !Posture.Rules.Instants.TryParse(modified.Replace(' ', 'T'), out _)) return null;
        var isWithdrawn = root.Text("withdrawn") is not null;
        var cut = 0;
        var advisories = isWithdrawn ? [] : Of(root, id, ref cut);
        return new OsvRecord(id, modified, isWithdrawn, [.. advisories], cut);
    }

    private static List<Advisory> Of(JsonElement root, string id, ref int cut)
    {
        var advisories = new List<Advisory>();
        ImmutableArray<string> aliases = [.. root.Elements("aliases").Where(a => a.ValueKind == JsonValueKind.String).Select(a => a.GetString()!).Order(StringComparer.Ordinal).Take(20)];
        var summary = Summary(root.Text("summary") ?? root.Text("details") ?? "");
        var own = Severity(root);
        foreach (var group in root.Elements("affected").Where(a => a.Text("package", "ecosystem") is not null && a.Text("package", "name") is not null)
                     .GroupBy(a => (Ecosystem: a.Text("package", "ecosystem")!.Split(':')[0], Name: a.Text("package", "name")!)))
        {
            var known = Ecosystem.Find(group.Key.Ecosystem);
            var rated = group.Select(Severity).FirstOrDefault(s => s.Word.Length > 0, own);
            ImmutableArray<AffectedRange> ranges = [.. group.SelectMany(a => a.Elements("ranges")).Where(IsRead).Select(Range).Where(r => r.Events.Length > 0)];
            var versions = group.SelectMany(a => a.Elements("versions")).Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)
                .Where(v => known is null || !ranges.Any(r => r.Holds(known.Scheme, v) == true)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            cut += Math.Max(0, versions.Count - MostVersions)
                + group.SelectMany(a => a.Elements("ranges")).Where(IsRead).Sum(r => Math.Max(0, r.Elements("events").Count() - MostEvents));
            advisories.Add(new Advisory(known?.Name ?? group.Key.Ecosystem, known?.Normal(group.Key.Name) ?? group.Key.Name, id, aliases, rated.Word, rated.Score, summary, ranges, [.. versions.Take(MostVersions)]));
        }

        return advisories;
    }

    private static bool IsRead(JsonElement range) => range.Text("type") is "ECOSYSTEM" or "SEMVER";

    private static AffectedRange Range(JsonElement range)
    {
        var events = ImmutableArray.CreateBuilder<RangeEvent>();
        foreach (var step in range.Elements("events").Take(MostEvents))
        {
            if (step.Text("introduced") is { } introduced) events.Add(new RangeEvent(RangeEventKind.Introduced, introduced));
            if (step.Text("fixed") is { } fix) events.Add(new RangeEvent(RangeEventKind.Fixed, fix));
            if (step.Text("last_affected") is { } last) events.Add(new RangeEvent(RangeEventKind.LastAffected, last));
            if (step.Text("limit") is { } limit) events.Add(new RangeEvent(RangeEventKind.Limit, limit));
        }

        return new AffectedRange(events.DrainToImmutable());
    }

    // What the database says in a word counts before what its vector comes to; a vector of another version has no word.
    private static (string Word, double Score) Severity(JsonElement holder)
    {
        var score = holder.Elements("severity").Select(s => Cvss.Score(s.Text("score") ?? "")).Max() ?? 0;
        var word = (holder.Text("database_specific", "severity") ?? holder.Text("ecosystem_specific", "severity"))?.ToLowerInvariant() switch
        {
            "critical" => "critical",
            "high" or "important" => "high",
            "moderate" or "medium" => "medium",
            "low" or "minor" => "low",
            _ => Cvss.Word(score),
        };
        return (word, score);
    }

    private static string Summary(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        line = string.Concat(line.Where(c => !char.IsControl(c)));
        return line.Length <= LongestSummary ? line : line[..(char.IsHighSurrogate(line[LongestSummary - 1]) ? LongestSummary - 1 : LongestSummary)] + "…";
    }
}
