using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.GuardDuty;

/// <summary>Folds findings into detections of one type, call and principal; of one finding the newest counts.</summary>
internal sealed class ThreatFold(string source)
{
    private readonly Dictionary<(string Account, string Id), (Seen Seen, Origin Origin)> findings = [];

    /// <summary>Adds one finding.</summary>
    public void Add(ThreatFinding finding, string file, int place)
    {
        var last = finding.Last ?? DateTimeOffset.MinValue;
        var seen = new Seen(
            finding.Type, finding.Title, finding.Severity, finding.Api, finding.Principal, finding.Count, finding.First ?? last, last, finding.IsAside,
            string.Join('\n', Subjects(finding).Distinct()));
        var key = (finding.Account, finding.Id.Length > 0 ? finding.Id : seen.ToString());
        var origin = new Origin(source, file, place, finding.Id.Length > 0 ? finding.Id : null, "GuardDuty finding");
        if (!findings.TryGetValue(key, out var known) || IsNewer(seen, origin, known)) findings[key] = (seen, origin);
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        var said = from one in findings.Values where !one.Seen.IsAside
                   from subject in one.Seen.Subjects.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                   group one by (subject, one.Seen.Type, one.Seen.Api, one.Seen.Principal);
        return said.OrderBy(g => g.Key).Select(g => Detection(Parse(g.Key.subject), [.. g.OrderBy(o => o.Seen.First).ThenBy(o => o.Origin)]));
    }

    private static Claim Detection(AssetId subject, List<(Seen Seen, Origin Origin)> all)
    {
        var (one, origin) = all[0];
        var last = all.Max(a => a.Seen.Last);
        return new Claim(subject, "detections", Plane.Observed, Value.Map(
            ("type", Value.Of(one.Type)), ("title", Value.Of(all.Select(a => a.Seen.Title).Min(StringComparer.Ordinal))),
            ("severity", Value.Of(all.Select(a => a.Seen.Severity).MinBy(s => Array.IndexOf(Severities, s)))), ("api", Value.Of(one.Api)),
            ("principal", Value.Of(one.Principal)), ("count", Value.Of(all.Sum(a => a.Seen.Count))), ("first", Value.Of(one.First)), ("last", Value.Of(last))), origin, last);
    }

    private static readonly string[] Severities = ["critical", "high", "medium", "low"];

    // The guardrail where one is named, else the account it was done in; and the workload behind the principal.
    private static IEnumerable<string> Subjects(ThreatFinding finding)
    {
        var guardrails = finding.Guardrails.ToList();
        foreach (var guardrail in guardrails) yield return Text(AssetKind.Guardrail, guardrail);
        if (finding.Principal.StartsWith("arn:", StringComparison.Ordinal)) yield return Text(AssetKind.Workload, finding.Principal);
        if (finding.Function.Length > 0) yield return Text(AssetKind.Workload, string.Join(':', finding.Function.Split(':').Take(7)));
        if (finding.IsAi && guardrails.Count == 0) yield return Text(AssetKind.Account, $"{finding.Account}/{finding.Region}");
    }

    private static string Text(AssetKind kind, string key) => $"{kind.Name()} {key}";

    private static AssetId Parse(string text)
    {
        var at = text.IndexOf(' ', StringComparison.Ordinal);
        _ = KebabCase.TryParse<AssetKind>(text[..at], out var kind);
        return new AssetId(kind, text[(at + 1)..]);
    }

    private static bool IsNewer(Seen seen, Origin origin, (Seen Seen, Origin Origin) known)
    {
        var order = seen.Last.CompareTo(known.Seen.Last);
        if (order == 0) order = seen.Count.CompareTo(known.Seen.Count);
        return order == 0 ? origin.CompareTo(known.Origin) < 0 : order > 0;
    }

    private sealed record Seen(
        string Type, string Title, string Severity, string Api, string Principal, long Count, DateTimeOffset First, DateTimeOffset Last, bool IsAside, string Subjects);
}
