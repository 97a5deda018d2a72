namespace Plumbline.Store.Ledgers;

/// <summary>The ledger cannot do what was asked; the message is one sentence for the user, with what to do next.</summary>
public sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True where the store failed (a full disk, a database that is away), false where it refuses what was asked.</summary>
    public bool IsFault { get; init; } = inner is not (null or FormatException or System.Text.Json.JsonException);

    /// <summary>True where somebody else has the store just now: asked again, it may do it.</summary>
    public bool IsBusy { get; init; }
}
