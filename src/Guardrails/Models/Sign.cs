namespace Plumbline.Guardrails.Models;

/// <summary>One thing seen in an artifact.</summary>
/// <param name="Kind">In kebab-case, e.g. `dangerous-call`.</param>
/// <param name="Danger">What it weighs.</param>
/// <param name="Member">Path inside archives, joined by `!`; empty at the top.</param>
/// <param name="Offset">Byte within that member.</param>
/// <param name="Subject">What it is about, e.g. `os.system`; printable and short.</param>
/// <param name="Why">One clause in lower case.</param>
public sealed record Sign(string Kind, Danger Danger, string Member, long Offset, string Subject, string Why);

/// <summary>A part that nobody looked into, and why.</summary>
public sealed record Unscanned(string Member, long Offset, string Why);

/// <summary>A file inside an archive.</summary>
/// <param name="Path">Names joined by `!`, as the archive writes them.</param>
/// <param name="Length">Bytes after decoding, as read; what the archive states where it was not read.</param>
public sealed record Member(string Path, long Length);

/// <summary>What a format says of itself: its metadata, a base model, the number of tensors.</summary>
public sealed record Fact(string Member, string Name, string Value);
