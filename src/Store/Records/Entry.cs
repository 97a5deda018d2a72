namespace Plumbline.Store.Records;

/// <summary>What somebody wants written: a record without its place in the chain.</summary>
/// <param name="Kind">What it states.</param>
/// <param name="Estate">The estate it speaks of; empty where it holds for every one.</param>
/// <param name="Subject">What it is about: an asset as `kind:key`, a registry entry as `section/name@version`, a finding's id.</param>
/// <param name="Actor">Who says it, as far as is known.</param>
/// <param name="Moment">When what it says was so. A scan's moment may lie before the time of writing.</param>
/// <param name="Body">One JSON object, UTF-8.</param>
public sealed record Entry(RecordKind Kind, string Estate, string Subject, string Actor, DateTimeOffset Moment, ReadOnlyMemory<byte> Body);
