namespace Plumbline.Clouds.Calls;

/// <summary>What was asked: how often, and how it went.</summary>
public sealed class Counts
{
    private int requests;
    private int retries;
    private int refused;
    private int failed;

    /// <summary>Requests that were sent, tries included.</summary>
    public int Requests => requests;

    /// <summary>Tries after the first.</summary>
    public int Retries => retries;

    /// <summary>Questions that this identity may not ask.</summary>
    public int Refused => refused;

    /// <summary>Questions that stayed without an answer for another reason.</summary>
    public int Failed => failed;

    /// <summary>Takes one more request, or none where the bound is reached.</summary>
    internal bool Take(int most) => Interlocked.Increment(ref requests) <= most || Interlocked.Decrement(ref requests) < 0;

    internal void Retry() => Interlocked.Increment(ref retries);

    internal void Refuse() => Interlocked.Increment(ref refused);

    internal void Fail() => Interlocked.Increment(ref failed);
}
