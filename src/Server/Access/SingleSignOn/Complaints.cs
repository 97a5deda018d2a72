namespace Plumbline.Server.Access.SingleSignOn;

/// <summary>Tells whoever runs the server why single sign-on does not work; the same sentence at most once a minute, because strangers can cause it.</summary>
/// <param name="say">Told one sentence.</param>
/// <param name="clock">The machine's time.</param>
internal sealed class Complaints(Action<string> say, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Lock one = new();
    private (string Sentence, DateTimeOffset At) last = ("", DateTimeOffset.MinValue);

    /// <summary>Tells it. Only what this server itself says of it is repeated: the rest may be what a stranger wrote.</summary>
    public void Tell(Exception? failure)
    {
        var sentence = failure is ProviderException ? failure.Message : "an answer that nobody asked for, or too late, was refused";
        lock (one)
        {
            var now = clock.GetUtcNow();
            if (sentence == last.Sentence && now - last.At < Pause) return;
            last = (sentence, now);
        }

        say($"single sign-on: {sentence}");
    }
}
