namespace Plumbline.Clouds.Calls;

/// <summary>How much of an account is asked for; what lies behind a bound is a gap.</summary>
/// <param name="Requests">Most requests in all, tries included.</param>
/// <param name="Pages">Most pages of one list.</param>
/// <param name="Bytes">Most bytes of one answer.</param>
/// <param name="AtOnce">Most requests under way together.</param>
/// <param name="Each">Longest time one request may take.</param>
public sealed record Bounds(int Requests, int Pages, int Bytes, int AtOnce, TimeSpan Each)
{
    /// <summary>Most bytes of all answers that are kept.</summary>
    public long AllBytes { get; init; } = 512L << 20;

    /// <summary>Least time between two questions of a kind that a region answers only so often.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(550);

    /// <summary>Enough for an account of some thousand AI assets.</summary>
    public static Bounds Usual { get; } = new(50_000, 200, 16 << 20, 8, TimeSpan.FromSeconds(30));
}
