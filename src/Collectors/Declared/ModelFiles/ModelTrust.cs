using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>What the estate asks of its models, in `models` of `plumbline.yaml`: whose they may be, and whose signatures count.</summary>
/// <param name="Keys">Public keys, each with the file it stands in.</param>
/// <param name="Roots">Certificates that end a chain.</param>
/// <param name="IsRequired">True where every model must be signed.</param>
/// <param name="Publishers">Organizations whose base models are approved; empty where nobody says.</param>
/// <param name="Problems">Key files that could not be read.</param>
internal sealed record ModelTrust(
    ImmutableArray<(string File, byte[] Key)> Keys, ImmutableArray<X509Certificate2> Roots, bool IsRequired, ImmutableArray<string> Publishers, ImmutableArray<string> Problems)
{
    private const int LongestKey = 1 << 20;

    /// <summary>Reads the settings of a scope; nothing is asked where there are none.</summary>
    public static ModelTrust Of(Scope scope)
    {
        var none = new ModelTrust([], [], false, [], []);
        if (scope.Files.FirstOrDefault(f => f.Path == Estate.FileName) is not { } file) return none;
        var text = Content.ReadAll(file, out var reason, LongestKey);
        if (reason is not null || YamlText.Read(Encoding.UTF8.GetString(text), out var error) is not [var settings] || error is not null || settings["models"] is not YamlMap models) return none;
        var signing = models["signing"];
        var trust = none with
        {
            IsRequired = signing?["required"]?.Text is "true" or "yes",
            Publishers = [.. (models["publishers"]?.Items ?? []).Select(p => p.Text).OfType<string>()],
        };
        return (signing?["keys"]?.Items ?? []).Select(k => k.Text).OfType<string>().Aggregate(trust, (t, path) => t.With(path, scope));
    }

    /// <summary>The publisher of a model as a hub writes it; empty where the name has none.</summary>
    public static string PublisherOf(string model) => model.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && model.LastIndexOf('/') == slash ? model[..slash] : "";

    private ModelTrust With(string path, Scope scope)
    {
        var name = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (scope.Files.FirstOrDefault(f => f.Path == name) is not { } file) return this with { Problems = Problems.Add($"key `{path}` of `{Estate.FileName}` is not in the scanned folder") };
        var text = Encoding.UTF8.GetString(Content.ReadAll(file, out var reason, LongestKey));
        var (keys, roots) = (Keys, Roots);
        try
        {
            for (ReadOnlySpan<char> rest = text; reason is null && PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
            {
                var label = rest[fields.Label];
                var der = Convert.FromBase64String(rest[fields.Base64Data].ToString());
                if (label is "PUBLIC KEY") keys = keys.Add((name, der));
                else if (label is "CERTIFICATE") roots = roots.Add(X509CertificateLoader.LoadCertificate(der));
            }
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            reason = "broken";
        }

        return keys.Length + roots.Length > Keys.Length + Roots.Length && reason is null
            ? this with { Keys = keys, Roots = roots }
            : this with { Problems = Problems.Add($"`{path}` holds no public key and no certificate in PEM") };
    }
}
