namespace Plumbline.Guardrails.Pii;

/// <summary>Personal data found in a text: its kind and where, never what it says.</summary>
/// <param name="Kind">A name in <see cref="PiiKinds.All"/>; for prompts `email`, `iban`, `payment-card`, `phone` or `us-ssn`.</param>
/// <param name="Start">First character, 0-based.</param>
/// <param name="Length">Characters.</param>
public readonly record struct PiiMatch(string Kind, int Start, int Length);
