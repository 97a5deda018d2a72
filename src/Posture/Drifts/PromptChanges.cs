using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Drifts;

/// <summary>One line in which two prompts differ.</summary>
/// <param name="Kind">tool-added, refusal-policy-changed, …; docs/prompts.md has them all.</param>
/// <param name="Sign">`-` only on the first side, `+` only on the second.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Text">The line, personal data and secrets masked.</param>
public sealed record PromptChange(string Kind, char Sign, long Line, string Text);

/// <summary>Which lines make two sides' prompts different, and what sort of change each is.</summary>
public static class PromptChanges
{
    /// <summary>Most changes told of one drift.</summary>
    public const int Most = 200;

    private static readonly string[] Words = ["promptLines", "storedLines"];

    /// <summary>The changes from the first side to the second, as far as lines of both are known; none where they are not.</summary>
    public static ImmutableArray<PromptChange> Of(Drift drift)
    {
        if (drift.Property != "prompt" || drift.State == DriftState.Unknown) return [];
        var (before, after) = (Lines(drift.Other ?? drift.Asset, drift.From.Plane), Lines(drift.Asset, drift.To.Plane));
        var changes = ImmutableArray.CreateBuilder<PromptChange>();
        foreach (var one in drift.To.Only.Select(s => s.Key).Distinct(StringComparer.Ordinal))
        {
            if (after[one].ToList() is not { Count: > 0 } now) continue;
            var hashes = now.Select(Hash).ToHashSet(StringComparer.Ordinal);
            var old = drift.From.Values.Select(s => before[s.Key].ToList()).Where(l => l.Count > 0).MaxBy(l => l.Count(x => hashes.Contains(Hash(x))));
            if (old is not null) Compare(old, now, changes);
        }

        return [.. changes.Distinct().Take(Most)];
    }

    /// <summary>What the change of a line is called.</summary>
    /// <param name="isTool">It offers a tool.</param>
    /// <param name="isRefusal">It is about what to refuse.</param>
    /// <param name="isIdentifier">It names a person, customer or account.</param>
    /// <param name="isKnownTool">The other side offers the same tools.</param>
    /// <param name="sign">`+` where it came, `-` where it went.</param>
    public static IEnumerable<string> Kinds(bool isTool, bool isRefusal, bool isIdentifier, bool isKnownTool, char sign)
    {
        if (isTool) yield return isKnownTool ? "tool-changed" : sign == '+' ? "tool-added" : "tool-removed";
        if (isRefusal) yield return "refusal-policy-changed";
        if (isIdentifier) yield return sign == '+' ? "hardcoded-user-identifier" : "identifier-removed";
        if (!isTool && !isRefusal && !isIdentifier) yield return "wording";
    }

    private static void Compare(List<MapValue> old, List<MapValue> now, ImmutableArray<PromptChange>.Builder changes)
    {
        Add(now, old, '+', changes);
        Add(old, now, '-', changes);
    }

    private static void Add(List<MapValue> these, List<MapValue> those, char sign, ImmutableArray<PromptChange>.Builder changes)
    {
        var known = those.Select(Hash).ToHashSet(StringComparer.Ordinal);
        var tools = those.SelectMany(l => Texts(l, "tools")).ToHashSet(StringComparer.Ordinal);
        foreach (var line in these.Where(l => !known.Contains(Hash(l))).OrderBy(l => l["number"].AsInt))
        {
            var (says, own) = (Texts(line, "says").ToList(), Texts(line, "tools").ToList());
            foreach (var kind in Kinds(says.Contains("tool"), says.Contains("refusal"), says.Contains("identifier"), own.Count > 0 && own.All(tools.Contains), sign))
                changes.Add(new PromptChange(kind, sign, line["number"].AsInt, line["text"].AsString ?? ""));
        }
    }

    private static ILookup<string, MapValue> Lines(AssetRow row, Plane plane) =>
        Words.Select(w => row.Layout.Slot(plane, w)).Where(s => s >= 0).SelectMany(s => row.ClaimsOf(s))
            .Select(c => c.Value.AsMap).OfType<MapValue>().ToLookup(m => m["prompt"].AsString ?? "", StringComparer.Ordinal);

    private static string Hash(MapValue line) => line["hash"].AsString ?? "";

    private static IEnumerable<string> Texts(MapValue line, string field) => line[field].AsList?.Items.Select(i => i.AsString).OfType<string>() ?? [];
}
