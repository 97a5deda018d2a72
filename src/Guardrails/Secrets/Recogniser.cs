namespace Plumbline.Guardrails.Secrets;

/// <summary>Decides, at a place where its needle stands, whether a secret is there.</summary>
internal abstract class Recogniser
{
    /// <summary>Adds what it finds; reads a bounded number of bytes around the needle.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">First byte of the needle.</param>
    /// <param name="end">Behind the needle.</param>
    /// <param name="found">What is found so far.</param>
    public abstract void Look(ReadOnlySpan<byte> text, int start, int end, List<SecretMatch> found);
}
