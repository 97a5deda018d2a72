using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Verdicts of earlier releases that lie in an estate, whoever signed them.</summary>
public static class EarlierVerdicts
{
    private const int Largest = 1 << 20;

    /// <summary>Those that let a release of the same system pass to the same environment, as sentences.</summary>
    public static IEnumerable<string> Of(Scope scope, GateRequest request)
    {
        foreach (var file in scope.Files)
            if (file.Length <= Largest && file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && Read(file) is { } envelope && SignedVerdict.LetPass(envelope, request) is { } issued)
                yield return string.Create(CultureInfo.InvariantCulture, $"a verdict of {issued.UtcDateTime:yyyy-MM-dd HH:mm} UTC let it pass ({file.Path})");
    }

    private static Envelope? Read(EstateFile file)
    {
        if (!Encoding.UTF8.GetString(Content.Head(file)).Contains("in-toto", StringComparison.Ordinal)) return null;
        var text = Content.ReadAll(file, out var error, Largest);
        if (error is not null) return null;
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            return Envelope.Read(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
