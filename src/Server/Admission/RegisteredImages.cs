using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Server.Admission;

/// <summary>Images that registries know as models: by a digest, or by a name that is a model's id.</summary>
internal sealed class RegisteredImages
{
    private readonly FrozenDictionary<string, string> byDigest;
    private readonly FrozenDictionary<string, (string Model, ImmutableHashSet<string> Digests)> byName;

    public RegisteredImages(Report report)
    {
        var models = report.Graph.Pages(AssetKind.Model).Concat(report.Graph.Pages(AssetKind.FineTune)).SelectMany(p => p).Where(m => m.Is("registered"))
            .Select(m => (Model: m.Id.Key, Digests: Digests(m).ToImmutableHashSet(StringComparer.Ordinal))).ToList();
        var known = models.SelectMany(m => m.Digests.Select(d => (Digest: d, m.Model))).Concat(Ended(report));
        byDigest = known.GroupBy(d => d.Digest, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.First().Model, StringComparer.Ordinal);
        byName = models.Where(m => m.Model.Contains('/', StringComparison.Ordinal) && ImageName.Parse(m.Model) is not null && !m.Model.Contains("://", StringComparison.Ordinal))
            .GroupBy(m => ImageName.Parse(m.Model)!.Repository, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => (g.First().Model, g.SelectMany(m => m.Digests).ToImmutableHashSet(StringComparer.Ordinal)), StringComparer.Ordinal);
    }

    /// <summary>The model that an image is; null where it is none that a registry knows.</summary>
    /// <param name="image">The image.</param>
    public string? ModelOf(ImageName image)
    {
        var digits = image.Digest.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? image.Digest[7..].ToLowerInvariant() : "";
        if (digits.Length > 0 && byDigest.TryGetValue(digits, out var model)) return model;
        if (!byName.TryGetValue(image.Repository, out var named)) return null;
        // Where digests are approved, the name alone, or another digest under it, is something else.
        return named.Digests.IsEmpty ? named.Model : image.Text;
    }

    private static IEnumerable<string> Digests(AssetRow row) =>
        row.Layout.Slot(Plane.Approved, "digests") is >= 0 and var slot && row[slot].AsList is { } list ? list.Items.Select(i => i.AsString).OfType<string>() : [];

    // A version that is rejected, retired or not approved yet is still known to be a model.
    private static IEnumerable<(string Digest, string Model)> Ended(Report report)
    {
        if (report.Scope.Registry is not { } book) yield break;
        foreach (var version in book.Versions.Where(v => v.Name.Section is "models" or "fine-tunes" && book.Active(v.Name.Whole) != v))
            foreach (var digest in Written(version.Content, 0)) yield return (digest, $"{version.Name} ({book.StandingOf(version).State.Name()})");
    }

    private static IEnumerable<string> Written(JsonElement content, int depth)
    {
        if (depth > 8) return [];
        if (content.ValueKind == JsonValueKind.Array) return content.EnumerateArray().SelectMany(e => Written(e, depth + 1));
        if (content.ValueKind != JsonValueKind.Object) return [];
        return content.EnumerateObject().SelectMany(p => p.NameEquals("digest"u8) ? Texts(p.Value) : Written(p.Value, depth + 1));
    }

    private static IEnumerable<string> Texts(JsonElement value) =>
        (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Repeat(value, 1)).Where(e => e.ValueKind == JsonValueKind.String)
            .Select(e => e.GetString()!.Trim()).Select(t => t.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? t[7..].ToLowerInvariant() : t.ToLowerInvariant()).Where(t => t.Length == 64);
}
