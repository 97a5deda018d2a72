using System.Text.Json;

namespace Plumbline.Guardrails.Models.Keras;

/// <summary>Judges the configuration of a Keras model: the classes and functions that loading it asks for.</summary>
internal static class KerasConfig
{
    private const int Longest = 64 << 20;

    /// <summary>Writes down the signs of one configuration in JSON; false where it does not parse.</summary>
    /// <param name="json">The text.</param>
    /// <param name="offset">Where it begins in the member.</param>
    /// <param name="judgement">Where signs are written down.</param>
    public static bool Judge(ReadOnlyMemory<byte> json, long offset, Judgement judgement)
    {
        if (json.Length > Longest || !judgement.Step(json.Length)) return false;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 512, AllowTrailingCommas = true });
            new KerasWalk(offset, judgement).Go(document.RootElement);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
