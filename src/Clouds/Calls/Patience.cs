namespace Plumbline.Clouds.Calls;

/// <summary>How long a call that was turned away is tried again.</summary>
/// <param name="Attempts">Tries in all.</param>
/// <param name="First">The longest wait before the second try; it doubles with each.</param>
/// <param name="Longest">No wait is longer.</param>
public sealed record Patience(int Attempts, TimeSpan First, TimeSpan Longest)
{
    /// <summary>Six tries within about fifteen seconds.</summary>
    public static Patience Usual { get; } = new(6, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(8));

    /// <summary>The wait after a try: any time up to the bound, so that many callers do not come back together.</summary>
    /// <param name="tried">Tries so far, from 1.</param>
    /// <param name="chance">A number from 0 to 1.</param>
    public TimeSpan After(int tried, double chance)
    {
        var bound = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(tried - 1, 20)));
        return TimeSpan.FromMilliseconds(bound * (0.2 + (0.8 * chance)));
    }
}
