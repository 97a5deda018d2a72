using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Guardrails.Secrets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>A secret that stands in a stored prompt, told by what it is and its fingerprint; the text of it is not kept.</summary>
/// <param name="Kind">As the judge names it.</param>
/// <param name="Certainty">How sure that is.</param>
/// <param name="Line">The line of the text that holds it, from 1.</param>
/// <param name="Fingerprint">The same secret elsewhere has the same one.</param>
internal sealed record StoredSecret(string Kind, Certainty Certainty, int Line, string Fingerprint)
{
    private const int Most = 50;
    private const int Deepest = 16;
    private const int FingerprintLength = 19;

    /// <summary>The secrets of every text in what a store answers of a version, each once.</summary>
    /// <param name="elements">Its template, and what its author says of it.</param>
    public static ImmutableArray<StoredSecret> In(params JsonElement[] elements) => [.. elements.SelectMany(e => Texts(e, 0)).SelectMany(In).DistinctBy(s => s.Fingerprint).Take(Most)];

    /// <summary>The secret as an element of a claim.</summary>
    /// <param name="version">The version that holds it.</param>
    public Value ToValue(StoredPrompt version) => Value.Map(
        ("store", Value.Of(version.Store)), ("version", Value.Of(version.Version)), ("variant", Value.Of(version.Variant)), ("kind", Value.Of(Kind)),
        ("certainty", Value.Of(Certainty.ToString().ToLowerInvariant())), ("line", Value.Of((long)Line)), ("fingerprint", Value.Of(Fingerprint)));

    private static IEnumerable<StoredSecret> In(string text) => SecretScanner.Find(text).Select(m => new StoredSecret(
        m.Kind, m.Certainty, 1 + text.AsSpan(0, m.Start).Count('\n'), Fingerprints.OfText(text.Substring(m.Start, m.Length))[..FingerprintLength]));

    private static IEnumerable<string> Texts(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Object when depth < Deepest => element.EnumerateObject().SelectMany(p => Texts(p.Value, depth + 1)),
        JsonValueKind.Array when depth < Deepest => element.EnumerateArray().SelectMany(i => Texts(i, depth + 1)),
        _ => [],
    };
}
