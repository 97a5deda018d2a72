using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace Plumbline.Server.Serving;

/// <summary>How many requests were answered how fast, by route and status, as the framework measures them.</summary>
internal sealed class RequestTimes : IDisposable
{
    /// <summary>Upper ends in seconds.</summary>
    public static readonly ImmutableArray<double> Ends = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private const string Instrument = "http.server.request.duration";
    private const int Most = 1000;
    private readonly ConcurrentDictionary<(string Method, string Route, int Status), Times> all = new();
    private readonly MeterListener listener = new();

    /// <summary>Listens to the server whose meters a factory makes, and to no other in this process.</summary>
    public RequestTimes(IMeterFactory factory)
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == Instrument && ReferenceEquals(instrument.Meter.Scope, factory)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Add(seconds, tags));
        listener.Start();
    }

    /// <summary>What was measured, in a fixed order.</summary>
    public IEnumerable<((string Method, string Route, int Status) Key, Times Times)> All =>
        all.Select(t => (t.Key, t.Value)).OrderBy(t => t.Key.Route, StringComparer.Ordinal).ThenBy(t => t.Key.Method, StringComparer.Ordinal).ThenBy(t => t.Key.Status);

    public void Dispose() => listener.Dispose();

    private void Add(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (method, route, status) = ("", "", 0);
        foreach (var (name, value) in tags)
        {
            if (name == "http.request.method") method = value as string ?? "";
            else if (name == "http.route") route = value as string ?? "";
            else if (name == "http.response.status_code") status = value as int? ?? 0;
        }

        // Routes and statuses are few; whatever makes them many must not fill the memory.
        var key = all.Count < Most || all.ContainsKey((method, route, status)) ? (method, route, status) : ("", "", 0);
        all.GetOrAdd(key, _ => new Times()).Add(seconds);
    }

    /// <summary>Durations by their ends.</summary>
    internal sealed class Times
    {
        private readonly Lock one = new();
        private readonly long[] counts = new long[Ends.Length + 1];
        private double sum;

        public void Add(double seconds)
        {
            var at = 0;
            while (at < Ends.Length && seconds > Ends[at]) at++;
            lock (one)
            {
                counts[at]++;
                sum += seconds;
            }
        }

        /// <summary>How many lie at or below each end, then all of them; and the sum in seconds.</summary>
        public (ImmutableArray<long> Below, double Sum) Read()
        {
            lock (one)
            {
                var (total, below) = (0L, ImmutableArray.CreateBuilder<long>(counts.Length));
                foreach (var count in counts) below.Add(total += count);
                return (below.MoveToImmutable(), sum);
            }
        }
    }
}
