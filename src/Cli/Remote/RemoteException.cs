namespace Plumbline.Cli.Remote;

/// <summary>Why a server gives no answer: one sentence that says what to do.</summary>
/// <param name="message">The sentence.</param>
/// <param name="exit">The exit code; never one that says that something is in line.</param>
/// <param name="cause">What happened.</param>
internal sealed class RemoteException(string message, int exit, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The exit code.</summary>
    public int Exit { get; } = exit;
}
