namespace Plumbline.Store.Ledgers;

/// <summary>The ledger cannot do what was asked; the message is one sentence for the user, with what to do next.</summary>
public sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner);
