using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the review behind a prompt version.</summary>
internal static class SignOffs
{
    /// <summary>One statement where the version has a review; a review that names no hash is one of the version's own text.</summary>
    public static void State(AssetId workload, string name, PromptText version, Statements statements)
    {
        if (version.Said["review"] is not { } review || review["by"] is not { } by || review["date"]?.Text is not { } text || !Instants.TryParse(text, out var date)) return;
        statements.Word(workload, "signOffs", Value.Map(
            ("name", Value.Of(name)), ("version", Value.Of(version.Version)), ("hash", Value.Of(Hash(review) ?? version.Hash)),
            ("by", Value.Of(by.Text ?? string.Join(", ", by.Items.Select(i => i.Text)))), ("kind", Value.Of(review["kind"]?.Text ?? "")), ("date", Value.Of(date))), review);
    }

    private static string? Hash(Said review) =>
        review["hash"]?.Text is not { } hash ? null : hash.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? hash.ToLowerInvariant() : "sha256:" + hash.ToLowerInvariant();
}
