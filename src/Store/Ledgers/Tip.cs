using System.Collections.Immutable;
using Plumbline.Store.Records;

namespace Plumbline.Store.Ledgers;

/// <summary>The last record of a chain.</summary>
/// <param name="Number">Its number; 0 where nothing is written yet.</param>
/// <param name="Hash">Its hash, 32 bytes.</param>
/// <param name="Time">When it was written.</param>
public sealed record Tip(long Number, ImmutableArray<byte> Hash, DateTimeOffset Time)
{
    /// <summary>Before the first record.</summary>
    public static Tip None { get; } = new(0, [.. Chain.Start], DateTimeOffset.MinValue);
}
