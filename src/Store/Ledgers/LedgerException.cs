namespace Plumbline.Store.Ledgers;

/// <summary>The ledger cannot do what was asked; the message is one sentence for the user, with what to do next.</summary>
public sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True where the store itself fails, which may be over later; false where what was asked is refused.</summary>
    public bool IsFault { get; init; } = inner is not (null or FormatException or System.Text.Json.JsonException);
}
