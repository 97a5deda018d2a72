using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Gates;
using Plumbline.Store;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Admission;

/// <summary>Writes decisions down beside the requests: as JSON lines, and in the ledger. What it cannot take at once is counted and said, and never makes a request wait.</summary>
/// <param name="output">Where lines go.</param>
/// <param name="store">The ledger's address; null where nothing is recorded.</param>
/// <param name="clock">Now.</param>
/// <param name="say">Told what was lost.</param>
internal sealed class DecisionLog(TextWriter output, string? store, TimeProvider clock, Action<string> say)
{
    private const int Room = 10_000;
    private const int LongestName = 300;
    private const int LongestBatch = 500;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Channel<(Review Review, Answer Answer, DateTimeOffset Time, double Elapsed)> lines = Make();
    private readonly Channel<(Review Review, Answer Answer, DateTimeOffset Time, double Elapsed)> records = Make();
    private long lost;
    private long told;

    /// <summary>Decisions that could not be written down.</summary>
    public long Lost => Interlocked.Read(ref lost);

    /// <summary>Takes a decision.</summary>
    /// <param name="review">What was asked.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="elapsed">How long it took, in milliseconds.</param>
    public void Take(Review review, Answer answer, double elapsed)
    {
        if (!answer.IsAi) return;
        var item = (review with { Object = null, Old = null }, answer, clock.GetUtcNow(), elapsed);
        if (!lines.Writer.TryWrite(item)) Interlocked.Increment(ref lost);
        var isWorthIt = !answer.IsAllowed || answer.Reasons.Any(r => r.Effect == ReasonEffect.Overridden);
        if (store is not null && !review.IsDryRun && isWorthIt && !records.Writer.TryWrite(item)) Interlocked.Increment(ref lost);
    }

    /// <summary>Writes until there is nothing more to come.</summary>
    public Task RunAsync() => Task.WhenAll(WriteAsync(), store is null ? Task.CompletedTask : Task.Run(RecordAsync));

    /// <summary>Nothing more comes.</summary>
    public void Complete()
    {
        lines.Writer.TryComplete();
        records.Writer.TryComplete();
    }

    private async Task WriteAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        await foreach (var (review, answer, time, elapsed) in lines.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            buffer.ResetWrittenCount();
            Write(buffer, review, answer, time, elapsed);
            try
            {
                await output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan)).ConfigureAwait(false);
                if (lines.Reader.Count == 0) await output.FlushAsync().ConfigureAwait(false);
            }
            catch (IOException)
            {
                Interlocked.Increment(ref lost);
            }

            Tell();
        }
    }

    private async Task RecordAsync()
    {
        while (await records.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            if (!records.Reader.TryPeek(out _)) continue;
            var taken = 0;
            try
            {
                using var ledger = new Ledger(Stores.Open(store!), clock);
                // One ledger serves all that waits, and is closed when nothing does.
                while (taken++ < LongestBatch && records.Reader.TryRead(out var item)) Record(ledger, item.Review, item.Answer, item.Time);
            }
            catch (LedgerException e)
            {
                // What was taken last is lost; where no ledger opened, one more is, so that a broken one is not asked for ever.
                if (taken > 0 || records.Reader.TryRead(out _)) Interlocked.Increment(ref lost);
                say($"a decision could not be recorded: {e.Message}");
            }
        }
    }

    private static void Record(Ledger ledger, Review review, Answer answer, DateTimeOffset time)
    {
        var decision = new GateDecision(
            answer.IsAllowed ? GateOutcome.Allow : GateOutcome.Refuse, answer.System.Length > 0 ? answer.System : $"k8s:{review.Namespace}", answer.Environment.Length > 0 ? answer.Environment : "unknown",
            time, DeployKind.Unknown, false, answer.Reasons, [], [], "");
        GateRecord.Decision(ledger, decision, "", "admission");
    }

    private void Tell()
    {
        if (Lost is var now && now == told) return;
        told = now;
        say(string.Create(CultureInfo.InvariantCulture, $"{now} decisions could not be written down so far"));
    }

    private static void Write(IBufferWriter<byte> output, Review review, Answer answer, DateTimeOffset time, double elapsed)
    {
        using var json = new Utf8JsonWriter(output, Plain);
        json.WriteStartObject();
        json.WriteString("time", time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteString("decision", !answer.IsAllowed ? "refuse" : answer.Reasons.Any(r => r.Effect is ReasonEffect.Warns or ReasonEffect.Overridden) ? "warn" : "allow");
        foreach (var (key, text) in new[] { ("uid", review.Uid), ("operation", review.Operation), ("namespace", review.Namespace), ("name", review.Name), ("system", answer.System), ("environment", answer.Environment) })
            if (text.Length > 0) json.WriteString(key, ShownText.Plain(text, LongestName));
        if (review.IsDryRun) json.WriteBoolean("dryRun", true);
        json.WriteStartArray("models");
        foreach (var model in answer.Models) json.WriteStringValue(model);
        json.WriteEndArray();
        json.WriteStartArray("reasons");
        foreach (var reason in answer.Reasons)
        {
            json.WriteStartObject();
            foreach (var (key, text) in new[] { ("effect", reason.Effect.Name()), ("control", reason.Control), ("rule", reason.Rule), ("message", reason.Message), ("overriddenBy", reason.Override?.Owner ?? "") })
                if (text.Length > 0) json.WriteString(key, text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (!answer.IsAllowed && answer.Reasons.IsEmpty) json.WriteString("message", answer.Message);
        json.WriteNumber("milliseconds", Math.Round(elapsed, 3));
        json.WriteEndObject();
    }

    private static Channel<(Review, Answer, DateTimeOffset, double)> Make() =>
        Channel.CreateBounded<(Review, Answer, DateTimeOffset, double)>(new BoundedChannelOptions(Room) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
}
