using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>The YAML of a registry file, read once for all who ask.</summary>
/// <param name="Documents">Its documents; none where it cannot be read.</param>
/// <param name="Error">What is wrong with it, in one sentence; null for nothing.</param>
public sealed record RegistryText(ImmutableArray<YamlNode> Documents, string? Error)
{
    private static readonly ConditionalWeakTable<EstateFile, Lazy<RegistryText>> Known = [];

    /// <summary>Reads a file, or remembers it.</summary>
    public static RegistryText Of(EstateFile file) => Known.GetValue(file, static f => new Lazy<RegistryText>(() => Read(f))).Value;

    private static RegistryText Read(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var error, YamlText.LongestText);
        if (error is not null) return new RegistryText([], error);
        try
        {
            var documents = YamlText.Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), out error);
            return new RegistryText(documents, error);
        }
        catch (DecoderFallbackException)
        {
            // What can be read of it still says which files are approved ones.
            return new RegistryText(YamlText.Read(Encoding.UTF8.GetString(bytes), out _), "the text is not utf-8");
        }
    }
}
