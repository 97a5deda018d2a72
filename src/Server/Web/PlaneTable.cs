using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Reports;
using Plumbline.Reports.Html;

namespace Plumbline.Server.Web;

/// <summary>What one plane says under one word.</summary>
/// <param name="Plane">The plane.</param>
/// <param name="IsLooked">True where somebody looked: its silence is then evidence.</param>
/// <param name="Claims">What is said, by whom and when.</param>
/// <param name="Texts">The same in a few words, each once.</param>
/// <param name="Coverage">Who looked, where nothing is said.</param>
internal sealed record PlaneCell(Plane Plane, bool IsLooked, IReadOnlyList<Claim> Claims, IReadOnlyList<string> Texts, Claim? Coverage)
{
    /// <summary>How it departs from the plane before it; null where it does not, or where that cannot be told.</summary>
    public string? Departs { get; init; }

    /// <summary>The findings that its statements prove.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>One word on the four planes.</summary>
/// <param name="Word">The word and its meaning.</param>
/// <param name="Cells">One for each plane, in order.</param>
internal sealed record PlaneRow(Property Word, IReadOnlyList<PlaneCell> Cells);

/// <summary>An asset's four planes side by side; differences are marked between neighbours, because between neighbours lies the cause.</summary>
internal static class PlaneTable
{
    private const int MostNamed = 3;
    private static readonly Plane[] Planes = Enum.GetValues<Plane>();

    // Which fields say that two statements speak of one thing, the first that is there.
    private static readonly string[][] Identities = [["base"], ["hash"], ["sha256"], ["action", "resource"], ["suite"], ["id", "version"], ["id"], ["name", "effect"], ["name"]];

    // Words that are a record of what happened, not a list of what may be there: nothing to compare.
    private static readonly HashSet<string> Happenings = new(StringComparer.Ordinal) { "calls", "invocations", "evals", "releases", "changes", "writes", "trailed", "logged", "detections", "posture", "signOffs", "runs", "interventions", "caching" };

    /// <summary>The words of which any plane says something, or that findings rest on.</summary>
    public static IReadOnlyList<PlaneRow> Of(AssetRow row, IReadOnlyList<Finding> findings) =>
        [.. row.Layout.Words.Select(w => new PlaneRow(w, Cells(row, w, findings))).Where(r => r.Cells.Any(c => c.Claims.Count > 0 || c.Findings.Count > 0))];

    /// <summary>The words that somebody looked for, or nobody did, and of which nothing is said.</summary>
    public static IReadOnlyList<string> Silent(AssetRow row, IReadOnlyList<PlaneRow> shown) => [.. row.Layout.Words.Where(w => shown.All(s => s.Word != w)).Select(w => w.Name)];

    private static List<PlaneCell> Cells(AssetRow row, Property word, IReadOnlyList<Finding> findings)
    {
        var cells = Planes.Select(p => Cell(row, word, p, findings)).ToList();
        for (var at = 1; at < cells.Count; at++)
        {
            if (cells[at].Claims.Count == 0 && !(cells[at].IsLooked && cells[at].Plane != Plane.Observed)) continue;
            if (cells.Take(at).LastOrDefault(c => c.Claims.Count > 0 || c.IsLooked) is { } before) cells[at] = cells[at] with { Departs = Difference(word, before, cells[at]) };
        }

        return cells;
    }

    private static PlaneCell Cell(AssetRow row, Property word, Plane plane, IReadOnlyList<Finding> findings)
    {
        var slot = row.Layout.Slot(plane, word.Name);
        var claims = row.ClaimsOf(slot);
        return new PlaneCell(plane, row.IsKnown(slot), claims, [.. claims.Select(c => Told.T(Brief.Of(c.Value, word.Name))).Distinct()], row.CoverageOf(slot))
        {
            Findings = [.. findings.Where(f => f.Verdict == Verdict.Fail && Plumb.Break(f) == plane && f.Evidence.Any(e => e.Plane == plane && e.Property == word.Name))],
        };
    }

    private static string? Difference(Property word, PlaneCell left, PlaneCell right)
    {
        if (Happenings.Contains(word.Name)) return null;
        var (was, now) = (Keys(left), Keys(right));
        var more = now.Keys.Except(was.Keys, StringComparer.Ordinal).Select(k => now[k]).ToList();
        // What is allowed need not be used; what is declared or approved has to be there.
        var less = right.Plane == Plane.Observed || !right.IsLooked ? [] : was.Keys.Except(now.Keys, StringComparer.Ordinal).Select(k => was[k]).ToList();
        if (more.Count > 0 && !left.IsLooked) more = [];
        if (more.Count + less.Count == 0) return null;
        return string.Join("; ", new[] { Named("only here", more), Named($"only {left.Plane.Name()}", less) }.OfType<string>());
    }

    private static string? Named(string what, List<string> texts) => texts.Count == 0 ? null
        : $"{what}: {string.Join(", ", texts.Take(MostNamed))}{(texts.Count > MostNamed ? $" and {texts.Count - MostNamed} more" : "")}";

    private static Dictionary<string, string> Keys(PlaneCell cell)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var claim in cell.Claims) keys.TryAdd(Key(claim.Value), Told.T(Brief.Of(claim.Value, claim.Property)));
        return keys;
    }

    private static string Key(Value value)
    {
        if (value.AsMap is not { } map) return StableText.Of(value);
        var by = Array.Find(Identities, fields => fields.All(f => map[f] is { IsError: false, IsNull: false } field && field.AsString is not ""));
        return by is null ? StableText.Of(value) : string.Join('\n', by.Select(f => StableText.Of(map[f])));
    }
}
