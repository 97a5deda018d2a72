using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.CspmResults;

/// <summary>Folds results: of one check on one resource the newest counts, whatever file and order it came in.</summary>
internal sealed class CheckFold
{
    private static readonly string[] Severities = ["critical", "high", "medium", "low", "informational"];
    private readonly Dictionary<(string Tool, string Check, Place Place, string Resource), (CheckResult Result, Origin Origin)> results = [];

    /// <summary>Adds one result.</summary>
    public void Add(CheckResult result, Origin origin)
    {
        if (result.Place.Account.Length == 0) result = result with { Place = result.Place with { Account = Subjects.AccountOf(result.Resource) } };
        var key = (result.Tool, result.Check, result.Place, result.Resource);
        if (!results.TryGetValue(key, out var known) || IsNewer(result, origin, known)) results[key] = (result, origin);
    }

    /// <summary>What fails or is muted, asset by asset, and what each tool counted in each account.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        var all = results.Values.OrderBy(r => r.Origin).ThenBy(r => r.Result.ToString(), StringComparer.Ordinal).ToList();
        foreach (var (result, origin) in all.Where(r => r.Result.Status is "fail" or "muted"))
        {
            foreach (var id in Subjects.Of(result.Resource, result.Type))
                yield return new Claim(id, "posture", Plane.Deployed, result.ToValue(), origin, result.Time);
        }

        foreach (var group in all.GroupBy(r => (r.Result.Place.Account, r.Result.Tool)).OrderBy(g => g.Key))
            yield return Summary(group.Key.Account, group.Key.Tool, [.. group]);
    }

    private static Claim Summary(string account, string tool, List<(CheckResult Result, Origin Origin)> group)
    {
        long Count(string status) => group.Count(r => r.Result.Status == status);
        var failed = group.Where(r => r.Result.Status == "fail").ToLookup(r => r.Result.Severity);
        var time = group.Max(r => r.Result.Time);
        (string, Value)[] fields =
        [
            ("tool", Value.Of(tool)), .. Severities.Select(s => (s, Value.Of((long)failed[s].Count()))),
            ("failed", Value.Of(Count("fail"))), ("passed", Value.Of(Count("pass"))), ("muted", Value.Of(Count("muted"))), ("manual", Value.Of(Count("manual"))),
            ("time", Value.Of(time)),
        ];
        return new Claim(new AssetId(AssetKind.Account, account), Claim.Reserved.Import, Plane.Deployed, Value.Map(fields), group.Min(r => r.Origin)!, time);
    }

    private static bool IsNewer(CheckResult result, Origin origin, (CheckResult Result, Origin Origin) known)
    {
        var order = result.Time.CompareTo(known.Result.Time);
        if (order == 0) order = origin.CompareTo(known.Origin);
        return order == 0 ? string.CompareOrdinal(result.ToString(), known.Result.ToString()) > 0 : order > 0;
    }
}
