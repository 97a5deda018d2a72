namespace Plumbline.Guardrails.Pii;

/// <summary>Personal data found in a text: what kind, and where; never the data itself.</summary>
/// <param name="Kind">`email`, `iban`, `payment-card`, `phone`, `us-ssn`.</param>
/// <param name="Start">First character.</param>
/// <param name="Length">Number of characters.</param>
public readonly record struct PiiMatch(string Kind, int Start, int Length);
