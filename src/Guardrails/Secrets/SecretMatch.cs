namespace Plumbline.Guardrails.Secrets;

/// <summary>A secret found in a text: its kind and where, never what it says.</summary>
/// <param name="Kind">A name in <see cref="SecretScanner.Kinds"/>.</param>
/// <param name="Start">First character (or byte) of the value, 0-based.</param>
/// <param name="Length">Characters (or bytes).</param>
/// <param name="Certainty">What shows it.</param>
public readonly record struct SecretMatch(string Kind, int Start, int Length, Certainty Certainty);
