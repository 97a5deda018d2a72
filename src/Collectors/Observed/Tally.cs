using Plumbline.Cel.Types;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed;

/// <summary>Records of one sort counted together: how many, when, which days, which requests, and the earliest of them.</summary>
/// <param name="room">What the request ids of a source may take together; null where each list is bounded alone.</param>
public sealed class Tally(Room? room = null)
{
    private readonly SortedSet<DateTimeOffset> days = [];
    private long lastDay = -1;

    /// <summary>How many records.</summary>
    public long Count { get; private set; }

    /// <summary>The earliest.</summary>
    public DateTimeOffset First { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>The latest.</summary>
    public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Where the earliest can be read; ties break on text.</summary>
    public Origin? Origin { get; private set; }

    /// <summary>Their request ids.</summary>
    public RequestIds Requests { get; } = new(room);

    /// <summary>UTC midnights of the days with records.</summary>
    public Value Days => Value.List([.. days.Select(d => Value.Of(d))]);

    /// <summary>Adds one record.</summary>
    public void Add(DateTimeOffset time, string request, Origin origin) => Add(time, RequestId.Of(request), origin);

    /// <summary>Adds one record; its origin is only made where it counts.</summary>
    internal void Add(DateTimeOffset time, RequestId request, in LazyOrigin origin)
    {
        Count++;
        if (time <= First && (time < First || origin.Made.CompareTo(Origin) < 0)) Origin = origin.Made;
        if (time < First) First = time;
        if (time > Last) Last = time;
        var day = time.UtcTicks / TimeSpan.TicksPerDay;
        if (day != lastDay) days.Add(new DateTimeOffset(day * TimeSpan.TicksPerDay, TimeSpan.Zero));
        lastDay = day;
        Requests.Add(request);
    }
}
