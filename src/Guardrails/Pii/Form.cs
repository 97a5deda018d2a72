namespace Plumbline.Guardrails.Pii;

/// <summary>Decides whether letters and digits are a number of a kind.</summary>
/// <param name="number">Letters in upper case and digits, without separators.</param>
internal delegate bool Check(ReadOnlySpan<char> number);

/// <summary>How a number of a kind is written, and what proves it.</summary>
/// <param name="Kind">The kind's name.</param>
/// <param name="Written">Its shapes, apart by `|`: `d` a digit, `l` a letter, `a` either, a count behind each; `~` nothing, a blank or a hyphen, the same all through; `_` a blank or nothing; else as it stands.</param>
/// <param name="Holds">The checksum and the ranges.</param>
/// <param name="Words">What stands beside it where its form alone is no proof, apart by commas; empty where the form is proof.</param>
/// <param name="IsLoose">True of forms that count only where the caller expects them.</param>
internal sealed record Form(string Kind, string Written, Check Holds, string Words = "", bool IsLoose = false);
