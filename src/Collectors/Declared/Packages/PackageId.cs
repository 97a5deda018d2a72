using System.Globalization;
using System.Text;
using Plumbline.Collectors.Declared.Packages.Versions;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.Packages;

/// <summary>The canonical package URL of a package: `pkg:npm/%40langchain/core@0.3.0`.</summary>
internal static class PackageId
{
    /// <summary>The asset; without a version where none is known.</summary>
    public static AssetId Of(Ecosystem ecosystem, string name, string version)
    {
        var lower = ecosystem == Ecosystem.Go ? name.ToLowerInvariant() : name;
        var path = string.Join('/', (ecosystem == Ecosystem.Maven ? lower.Replace(':', '/') : lower).Split('/').Select(Encode));
        return new AssetId(AssetKind.Package, $"pkg:{ecosystem.Type}/{path}{(version.Length > 0 ? "@" + Encode(version) : "")}");
    }

    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)octet;
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '~' or ':') encoded.Append(c);
            else encoded.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
