using System.Globalization;
using System.Text.Json;
using Plumbline.Guardrails.Secrets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Cli.Commands;

/// <summary>Secrets in prompts, told by kind, place and fingerprint, and never shown.</summary>
internal static class PromptSecrets
{
    private const int Shown = 19;
    private const int Most = 5;

    /// <summary>The secrets of one text, one a sentence.</summary>
    /// <param name="where">What holds it, for people.</param>
    /// <param name="text">The text.</param>
    public static IEnumerable<string> In(string where, string text) => SecretScanner.Find(text).Take(Most).Select(m => string.Create(
        CultureInfo.InvariantCulture,
        $"{where} holds what looks like a secret: {m.Kind}, line {1 + text.AsSpan(0, m.Start).Count('\n')}, {Fingerprints.OfText(text.Substring(m.Start, m.Length))[..Shown]}"));

    /// <summary>The secrets of every text that an entry holds.</summary>
    public static IEnumerable<string> In(string where, JsonElement entry) => entry.ValueKind switch
    {
        JsonValueKind.String => In(where, entry.GetString()!),
        JsonValueKind.Object => entry.EnumerateObject().SelectMany(p => In(where, p.Value)),
        JsonValueKind.Array => entry.EnumerateArray().SelectMany(i => In(where, i)),
        _ => [],
    };
}
