using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States which files a model is, and the hashes that were approved for them.</summary>
internal static class Digests
{
    private const string Prefix = "sha256:";

    /// <summary>The files and folders of a model, and its hashes.</summary>
    public static void State(AssetId model, IEnumerable<Said> files, IEnumerable<Said> hashes, Statements statements)
    {
        var approved = hashes.ToList();
        foreach (var file in files)
        {
            var path = file.Text!.Trim().TrimEnd('/');
            statements.Relate(model, "holds", new AssetId(AssetKind.Model, "file:" + (path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path)), file);
        }

        foreach (var hash in approved) State(model, hash.Text!, hash, statements);
    }

    /// <summary>One hash, where it is a SHA-256: what a tracker computes its own way is compared elsewhere.</summary>
    public static void State(AssetId asset, string hash, Said at, Statements statements)
    {
        var digits = hash.Trim().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? hash.Trim()[Prefix.Length..] : hash.Trim();
        if (digits.Length == 64 && digits.All(char.IsAsciiHexDigit)) statements.Word(asset, "digests", Value.Of(digits.ToLowerInvariant()), at);
    }
}
