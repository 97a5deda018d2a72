namespace Plumbline.Guardrails.Pii;

/// <summary>What shows that a place is personal data, weakest first.</summary>
internal enum Proof
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The caller said that it stands there, and the form fits.</summary>
    Expected,

    /// <summary>Its form is its own.</summary>
    Formed,

    /// <summary>Its form fits and words beside it name it.</summary>
    Named,
}

/// <summary>A match that may still give way to a better one.</summary>
/// <param name="Match">Kind and place.</param>
/// <param name="Proof">What shows it.</param>
internal readonly record struct Candidate(PiiMatch Match, Proof Proof);
