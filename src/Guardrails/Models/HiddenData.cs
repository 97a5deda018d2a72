using System.Globalization;

namespace Plumbline.Guardrails.Models;

/// <summary>Bytes that lie where a format has none.</summary>
internal static class HiddenData
{
    private const long LongestPadding = 1L << 28;

    /// <summary>Judges what follows the end of a format that owns the whole file; zeros are padding, anything else is told.</summary>
    public static void Hidden(this Judgement judgement, Artifact artifact, long end)
    {
        var left = artifact.Length - end;
        if (left <= 0 || !judgement.Step(left >> 10)) return;
        for (var at = end; at < artifact.Length;)
        {
            if (at - end > LongestPadding)
            {
                judgement.NotScanned("more lies behind its end than is looked through", at);
                break;
            }

            var piece = artifact.Slice(at, 1 << 16);
            if (piece.Length == 0) break;
            if (piece.IndexOfAnyExcept((byte)0) is var other and >= 0)
            {
                judgement.Sign("hidden-data", Danger.Review, at + other, string.Create(CultureInfo.InvariantCulture, $"{artifact.Length - at - other} bytes"), "they lie behind the end of the model");
                break;
            }

            at += piece.Length;
        }

        judgement.After(artifact, end);
    }
}
