namespace Plumbline.Guardrails.Models.Keras;

/// <summary>The configuration of a Keras model in JSON: alone, or as a member of a `.keras` file.</summary>
public sealed class KerasConfigFormat : IFormat
{
    private const int Longest = 64 << 20;

    /// <inheritdoc/>
    public string Name => "keras-config";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact)
    {
        if (artifact.Length is < 16 or > Longest || !JsonTexts.Begins(artifact)) return false;
        var text = JsonTexts.View(artifact, Longest);
        return Has(text, "class_name"u8) && Has(text, "\"config\""u8) && (Has(text, "\"layers\""u8) || Has(text, "\"registered_name\""u8) || Has(text, "\"module\""u8) || Has(text, "keras"u8));
    }

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        if (!KerasConfig.Judge(JsonTexts.Read(artifact, Longest), 0, judgement)) judgement.NotScanned("the configuration does not parse");
    }

    private static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.IndexOf(word) >= 0;
}
