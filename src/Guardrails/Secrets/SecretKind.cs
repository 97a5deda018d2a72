namespace Plumbline.Guardrails.Secrets;

/// <summary>A kind of secret.</summary>
/// <param name="Name">Stable, lower case with hyphens.</param>
/// <param name="Provider">Who issues it; empty where anybody may.</param>
public sealed record SecretKind(string Name, string Provider);
