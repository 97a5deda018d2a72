using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Gates;

/// <summary>One part of a release: digests or ids, and who says them.</summary>
/// <param name="Values">Sorted; empty where the release does without.</param>
/// <param name="IsKnown">False where nobody says what it is: then it is bound to nothing.</param>
/// <param name="From">The plane that says it.</param>
public sealed record Part(ImmutableArray<string> Values, bool IsKnown, Plane From)
{
    internal static Part Of(IEnumerable<string> values, Plane from) => new([.. values.Distinct().Order(StringComparer.Ordinal)], true, from);

    internal static Part NotKnown { get; } = new([], false, Plane.Approved);
}

/// <summary>What is released of one workload: what its evals must have run on.</summary>
/// <param name="Workload">Its row.</param>
/// <param name="Models">Models by themselves: declared, else configured, else approved.</param>
/// <param name="Prompts">Fingerprints of system prompts: declared, else the approved version in force.</param>
/// <param name="Tools">`name#fingerprint` each: approved and declared.</param>
/// <param name="Guardrail">`id:version#digest` of the guardrail it must use, or nothing.</param>
/// <param name="Datasets">Suite and digest of the cases it must run on, as `suite=digest`; only suites whose registry entry says so.</param>
public sealed record Released(AssetRow Workload, Part Models, Part Prompts, Part Tools, Part Guardrail, ImmutableSortedDictionary<string, string> Datasets)
{
    private static readonly string[] Judged = ["pii", "patterns", "filters", "topics", "words", "grounding", "breadth", "wording", "detectOnly"];

    /// <summary>What a workload would release.</summary>
    /// <param name="row">The workload.</param>
    /// <param name="graph">The assets around it.</param>
    /// <param name="more">Models that the plan or manifest of this release declares.</param>
    public static Released Of(AssetRow row, AssetGraph graph, IReadOnlyCollection<string> more) =>
        new(row, ModelsOf(row, more), PromptsOf(row), ToolsOf(row), GuardrailOf(row, graph), DatasetsOf(row, graph));

    /// <summary>One text for the same release.</summary>
    internal string Text()
    {
        var text = new StringBuilder(Workload.Id.ToString()).Append('\n');
        foreach (var (name, part) in new[] { ("models", Models), ("prompts", Prompts), ("tools", Tools), ("guardrail", Guardrail) })
            text.Append(name).Append('=').Append(part.IsKnown ? string.Join(',', part.Values) : "?").Append('\n');
        foreach (var (suite, digest) in Datasets) text.Append("dataset=").Append(suite).Append('=').Append(digest).Append('\n');
        return text.ToString();
    }

    /// <summary>SHA-256 over several workloads, in hexadecimal digits.</summary>
    public static string DigestOf(IEnumerable<Released> all) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(all.Select(r => r.Text()).Order(StringComparer.Ordinal)))));

    private static Part ModelsOf(AssetRow row, IReadOnlyCollection<string> more)
    {
        List<string> declared = [.. Texts(row, Plane.Declared, "models", "base"), .. Texts(row, Plane.Declared, "configured", "base"), .. more];
        if (declared.Count > 0) return Part.Of(declared, Plane.Declared);
        List<string> configured = [.. Texts(row, Plane.Deployed, "configured", "base"), .. Texts(row, Plane.Deployed, "models", "base")];
        if (configured.Count > 0) return Part.Of(configured, Plane.Deployed);
        return IsKnown(row, Plane.Approved, "models") ? Part.Of(Texts(row, Plane.Approved, "models", "base"), Plane.Approved) : Part.NotKnown;
    }

    private static Part PromptsOf(AssetRow row)
    {
        var declared = Texts(row, Plane.Declared, "prompts", "hash").ToList();
        if (declared.Count > 0) return Part.Of(declared, Plane.Declared);
        if (!IsKnown(row, Plane.Approved, "prompts")) return Part.NotKnown;
        return Part.Of(Items(row, Plane.Approved, "prompts").Where(p => p["current"].IsTrue).Select(p => p["hash"].AsString).OfType<string>(), Plane.Approved);
    }

    private static Part ToolsOf(AssetRow row)
    {
        List<string> said = [.. Texts(row, Plane.Approved, "tools", "id"), .. Texts(row, Plane.Declared, "tools", "id")];
        if (IsKnown(row, Plane.Approved, "tools") || said.Count > 0) return Part.Of(said, Plane.Approved);
        return IsKnown(row, Plane.Observed, "tools") ? Part.Of(Texts(row, Plane.Observed, "tools", "id"), Plane.Observed) : Part.NotKnown;
    }

    private static Part GuardrailOf(AssetRow row, AssetGraph graph)
    {
        if (!IsKnown(row, Plane.Approved, "guardrail")) return Part.NotKnown;
        return row.Says(Plane.Approved, "guardrail").AsMap is { } use && use["id"].AsString is { Length: > 0 } id
            ? Part.Of([BindingOf(id, use["version"].AsString ?? "", graph)], Plane.Approved) : Part.Of([], Plane.Approved);
    }

    /// <summary>How a binding names a guardrail: id, version, and a digest of what its baseline asks of it.</summary>
    public static string BindingOf(string id, string version, AssetGraph graph)
    {
        if (graph.Find(new AssetId(AssetKind.Guardrail, id)) is not { } guardrail) return $"{id}:{version}";
        var text = new StringBuilder();
        foreach (var word in Judged)
        {
            if (!IsKnown(guardrail, Plane.Approved, word)) continue;
            var said = guardrail.Says(Plane.Approved, word);
            IEnumerable<string> parts = said.AsList is { } list ? list.Items.Select(i => i.ToString()).Order(StringComparer.Ordinal) : [said.ToString()];
            text.Append(word).Append('=').AppendJoin(',', parts).Append('\n');
        }

        return text.Length == 0 ? $"{id}:{version}" : $"{id}:{version}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16]}";
    }

    private static ImmutableSortedDictionary<string, string> DatasetsOf(AssetRow row, AssetGraph graph)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var suite in Texts(row, Plane.Approved, "suites", "suite"))
            if (graph.Find(new AssetId(AssetKind.EvalSuite, suite))?.Says(Plane.Approved, "dataset").AsString is { Length: > 0 } digest) found[suite] = digest;
        return found.ToImmutable();
    }

    internal static IEnumerable<MapValue> Items(AssetRow row, Plane plane, string word) =>
        row.Layout.Slot(plane, word) is >= 0 and var slot && row[slot].AsList is { } list ? list.Items.Select(i => i.AsMap).OfType<MapValue>() : [];

    internal static bool IsKnown(AssetRow row, Plane plane, string word) => row.Layout.Slot(plane, word) is >= 0 and var slot && row.IsKnown(slot);

    private static IEnumerable<string> Texts(AssetRow row, Plane plane, string word, string field) =>
        Items(row, plane, word).Select(i => i[field].AsString).OfType<string>().Where(t => t.Length > 0);
}
