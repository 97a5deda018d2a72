using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>What a result file carries beside its runs: the cases, by a digest that is the same in any order and whatever was answered, and the guardrail.</summary>
public static class CaseDigest
{
    private static readonly string[] PromptfooParts = ["vars", "assert"];
    private static readonly string[] InspectParts = ["input", "target", "choices"];

    /// <summary>`sha256:` and 64 digits; null where the result file does not carry its cases.</summary>
    public static string? Of(ReadOnlyMemory<byte> result)
    {
        if (EvalJson.Parse(result, out _) is not { } root) return null;
        List<string> cases =
        [
            .. root.Elements("results", "results").Select(r => Part(r.At("testCase"), PromptfooParts)),
            .. root.Elements("samples").Select(s => Part(s, InspectParts)),
        ];
        cases.RemoveAll(c => c.Length == 0);
        return cases.Count == 0 ? null
            : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', cases.Distinct().Order(StringComparer.Ordinal)))));
    }

    /// <summary>The guardrail that promptfoo sent with every call, as `id:version`; null where the result does not say of one.</summary>
    public static string? GuardrailOf(ReadOnlyMemory<byte> result)
    {
        if (EvalJson.Parse(result, out _) is not { } root) return null;
        var said = root.Elements("config", "providers").Select(p => p.At("config")).Select(c => c.Text("guardrailIdentifier") is { } id ? $"{id}:{c.Text("guardrailVersion") ?? "DRAFT"}" : "").Distinct().ToList();
        return said is [{ Length: > 0 } one] ? one : null;
    }

    private static string Part(JsonElement one, string[] keys)
    {
        if (one.ValueKind != JsonValueKind.Object) return "";
        var text = new StringBuilder();
        foreach (var key in keys)
        {
            if (one.At(key).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) continue;
            text.Append(key).Append('=');
            Fingerprints.Canonical(one.At(key), text);
            text.Append(';');
        }

        return text.ToString();
    }
}
