namespace Plumbline.Guardrails.Pii;

/// <summary>All numbers with forms of their own, by the part of the world that issues them.</summary>
internal static class Forms
{
    /// <summary>Every form.</summary>
    public static IReadOnlyList<Form> Rows { get; } = [.. AmericanForms.Rows, .. BritishForms.Rows, .. GermanForms.Rows, .. EuropeanForms.Rows, .. AsianForms.Rows, .. PacificForms.Rows, .. MedicalForms.Rows];
}
