using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelReferences;

/// <summary>Tells manifests of Kubernetes, which are read as objects of a cluster, from YAML that an application reads.</summary>
internal static partial class Manifest
{
    private const int Largest = 2 << 20;

    /// <summary>True where every document of a YAML file says `apiVersion` and `kind` at its top level.</summary>
    public static bool Is(EstateFile file)
    {
        if (!Names().IsMatch(file.Name) || file.Length > Largest || !Version().IsMatch(Encoding.UTF8.GetString(Content.Head(file)))) return false;
        var bytes = Content.ReadAll(file, out var reason, Largest);
        if (reason is not null) return false;
        var documents = Separators().Split(Encoding.UTF8.GetString(bytes)).Where(d => Said().IsMatch(d)).ToList();
        return documents.Count > 0 && documents.TrueForAll(d => Version().IsMatch(d) && Kind().IsMatch(d));
    }

    [GeneratedRegex(@"\.ya?ml\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex Names();

    [GeneratedRegex(@"^---(?:[ \t].*)?\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Separators();

    // A line that is neither empty nor a comment nor the end of a document.
    [GeneratedRegex(@"^(?!\.\.\.)[ \t]*[^#\s]", RegexOptions.Multiline | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Said();

    [GeneratedRegex(@"^apiVersion:[ \t]+\S", RegexOptions.Multiline | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Version();

    [GeneratedRegex(@"^kind:[ \t]+\S", RegexOptions.Multiline | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Kind();
}
