namespace Plumbline.Guardrails.Markup;

/// <summary>A text in a document that a model reads and its reader does not see.</summary>
/// <param name="Start">First character of the document, 0-based; of a PDF the first byte of its stream.</param>
/// <param name="Length">Characters.</param>
/// <param name="Reason">How it is hidden, in a few words of the judge's own.</param>
/// <param name="Text">The text itself, for another judge; it is never shown.</param>
/// <param name="IsDeliberate">True where hiding is the only purpose; false for comments and attributes, which honest documents have.</param>
public sealed record HiddenPart(int Start, int Length, string Reason, string Text, bool IsDeliberate);

/// <summary>Something in a document that acts when it is opened.</summary>
/// <param name="Start">Where, as in <see cref="HiddenPart"/>.</param>
/// <param name="Reason">What, in a few words of the judge's own.</param>
public sealed record ActivePart(int Start, string Reason);

/// <summary>What a document hides, and what acts in it.</summary>
/// <param name="Hidden">Hidden texts, by place.</param>
/// <param name="Active">What acts, by place.</param>
/// <param name="IsWhole">False where a bound was reached, or a part could not be read.</param>
public sealed record Concealed(IReadOnlyList<HiddenPart> Hidden, IReadOnlyList<ActivePart> Active, bool IsWhole);
