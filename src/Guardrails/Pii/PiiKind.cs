namespace Plumbline.Guardrails.Pii;

/// <summary>A kind of personal data.</summary>
/// <param name="Name">Stable, lower case with hyphens.</param>
/// <param name="Region">Whose numbers these are, ISO 3166 in lower case (`uk` for Great Britain); empty where they belong to no country.</param>
public sealed record PiiKind(string Name, string Region);
