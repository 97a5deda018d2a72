using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>Why a verdict cannot be known: the words nobody looked for, and how to supply them.</summary>
internal static class Missing
{
    /// <summary>The words as rules write them, sorted; an evaluation error's own reason where no word is missing.</summary>
    public static ImmutableArray<string> Words(Condition condition, AssetRow row, Value[] slots)
    {
        var unread = Unread(condition, row, slots).Select(s => row.Layout.Variables[s].Name).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        if (!unread.IsEmpty) return unread;
        var value = condition.Where is { } where && where.Evaluate(slots) is { IsError: true } unknown ? unknown : condition.Expect.Evaluate(slots);
        return value.AsError is { } error ? [error.Message] : [];
    }

    /// <summary>The fix of the gap that hides a word, else what supplies its plane.</summary>
    public static string Fix(Condition condition, AssetRow row, Value[] slots, AssetGraph graph)
    {
        var unread = Unread(condition, row, slots).Where(s => row.Layout.PlaneAt(s) is not null).ToList();
        var words = unread.SelectMany(s => Names(row, s).Select(n => (n, row.Layout.PlaneAt(s)!.Value))).ToHashSet();
        var account = row.Fact("account");
        foreach (var (gap, _) in graph.Gaps)
        {
            var near = (gap.Reach.Account is null || gap.Reach.Account == account) && (gap.Reach.Asset is not { } asset || graph.Find(asset)?.Id == row.Id);
            if (near && gap.Fix.Length > 0 && gap.Speaks.Any(w => words.Contains((w, gap.Plane)))) return gap.Fix;
        }

        var planes = unread.Select(s => row.Layout.PlaneAt(s)!.Value).Distinct().Order().Select(p => Supply(p, row.Id.Kind)).ToList();
        if (planes.Count > 0) return string.Join(" ", planes);
        return condition.Rule.Supply is { Length: > 0 } supply ? supply : "Say it in a registry: see docs/registry.md.";
    }

    /// <summary>Everything of a graph that <see cref="Fix"/> looks at beside the row: while it stays, a fix that was told stays.</summary>
    public static ImmutableArray<string> Hidden(AssetGraph graph) =>
        [.. graph.Gaps.Select(g => $"{g.Gap.Plane} {g.Gap.Reach} {(g.Gap.Reach.Asset is { } asset ? graph.Find(asset)?.Id : null)} {string.Join(' ', g.Gap.Speaks)} {g.Gap.Fix}")];

    private static IEnumerable<string> Names(AssetRow row, int slot)
    {
        var word = row.Layout.WordAt(slot)!;
        yield return $"{row.Id.Kind.Name()}.{word.Name}";
        if (word.Borrowed is { } b) yield return $"{b.From.Name()}.{b.Word}";
    }

    private static IEnumerable<int> Unread(Condition condition, AssetRow row, Value[] slots)
    {
        if (condition.Where is { } where)
        {
            var unknown = where.Reads.Where(s => slots[s].IsError || !row.IsKnown(s)).ToList();
            if (where.Test(slots) == Cel.Programs.Truth.Unknown && unknown.Count > 0) return unknown;
        }

        return condition.Needed.ToArray().Where(s => !row.IsKnown(s));
    }

    private static string Supply(Plane plane, AssetKind kind) => plane switch
    {
        Plane.Approved => "Say what was approved in a registry file (docs/registry.md).",
        Plane.Declared when kind is AssetKind.Dataset => "Scan a sample of it: the path that its registry entry names, or a folder with its card.",
        Plane.Declared => "Scan the repository that holds its code, and name the path in the registry (`repository:`).",
        Plane.Deployed => "Add the control plane's answers (docs/estate.md has the commands, cloud by cloud).",
        _ => "Add the audit and request logs of its account for the time in question (docs/estate.md).",
    };
}
