using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>One thing that is wrong in a finding: what a waiver accepts by its digits, so that the next one is not accepted with it.</summary>
/// <param name="Digest">Twelve hexadecimal digits of rule, asset, word and what is said; the same while only counts and dates of use grow.</param>
/// <param name="Plane">Who says it; null where the weakness is that something is not there.</param>
/// <param name="Property">The word as rules write it after the plane; empty where something is not there.</param>
/// <param name="Value">What is said.</param>
public sealed record Weakness(string Digest, Plane? Plane, string Property, Value Value)
{
    private const int Most = 200;

    internal static ImmutableArray<Weakness> Of(Condition condition, AssetRow row, Value[] slots)
    {
        var steps = new List<TraceStep>();
        condition.Expect.Trace(slots, steps);
        var wrong = steps.Where(s => !s.IsContext).SelectMany(s => Said(row, s))
            .Select(s => new Weakness(Sign(condition.Rule, row, s), s.Plane, s.Word, s.Value)).DistinctBy(w => w.Digest).ToImmutableArray();
        if (wrong.Length > Most) wrong = [.. wrong.OrderBy(w => w.Digest, StringComparer.Ordinal).Take(Most), Rest(condition.Rule, row, wrong)];
        return wrong.IsEmpty
            ? [new Weakness(Sign(condition.Rule, row, (null, "", Value.Null)), null, "", Value.Null)]
            : [.. wrong.OrderBy(w => w.Plane).ThenBy(w => w.Property, StringComparer.Ordinal).ThenBy(w => w.Digest, StringComparer.Ordinal)];
    }

    // Beyond what somebody can read one by one, the rest is one: a waiver of it ends with the first change.
    private static Weakness Rest(Rule rule, AssetRow row, ImmutableArray<Weakness> wrong)
    {
        var rest = wrong.OrderBy(w => w.Digest, StringComparer.Ordinal).Skip(Most).ToList();
        return new Weakness(Sign(rule, row, (null, "", Value.List(rest.Select(w => w.Digest)))), rest[0].Plane, rest[0].Property, Value.Of($"{rest.Count} more"));
    }

    private static IEnumerable<(Plane? Plane, string Word, Value Value)> Said(AssetRow row, TraceStep step)
    {
        if (row.Layout.PlaneAt(step.Variable) is not { } plane) yield break;
        var (word, value) = (row.Layout.WordAt(step.Variable)!.Name, row[step.Variable]);
        if (value.AsList is not { } list) yield return (plane, word, value);
        else if (step.Element >= 0 && step.Element < list.Items.Length) yield return (plane, word, list.Items[step.Element]);
        else foreach (var item in list.Items) yield return (plane, word, item);
    }

    private static string Sign(Rule rule, AssetRow row, (Plane? Plane, string Word, Value Value) said)
    {
        var text = new StringBuilder($"{rule.Id}\n{row.Id}\n{said.Plane?.Name()}.{said.Word}\n");
        StableText.Write(said.Value, text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }
}
