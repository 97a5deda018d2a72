namespace Plumbline.Server.Alerts;

/// <summary>The door to one target. Only one notice is sent at a time.</summary>
public interface ISender : IAsyncDisposable
{
    /// <summary>Tells one change. What goes wrong is the answer, never an exception; being stopped is.</summary>
    Task<Sending> SendAsync(Notice notice, CancellationToken cancellation);
}

/// <summary>What came of one attempt.</summary>
/// <param name="Problem">What went wrong, as a sentence without secrets; null where the target took it.</param>
/// <param name="IsFinal">True where trying again cannot help.</param>
/// <param name="Wait">How long the target asks to be left alone.</param>
public sealed record Sending(string? Problem, bool IsFinal = false, TimeSpan? Wait = null)
{
    /// <summary>The target took it.</summary>
    public static Sending Done { get; } = new((string?)null);
}
