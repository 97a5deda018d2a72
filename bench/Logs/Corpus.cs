using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plumbline.Bench.Logs;

/// <summary>Log files as they are delivered, written to a folder: gzip, many of them, most small, some of several megabytes.</summary>
/// <param name="Folder">Where they lie.</param>
/// <param name="Files">How many.</param>
/// <param name="Records">Records in all.</param>
/// <param name="Bytes">Bytes in all, unpacked.</param>
/// <param name="Stored">Bytes on disk.</param>
/// <param name="Calls">Records that are model calls.</param>
internal sealed record Corpus(string Folder, int Files, long Records, long Bytes, long Stored, long Calls)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly (string Model, string Api, int Weight)[] Calling =
    [
        ("eu.anthropic.claude-3-5-sonnet-20241022-v2:0", "Converse", 35), ("eu.amazon.nova-pro-v1:0", "Converse", 20), ("eu.anthropic.claude-3-5-sonnet-20241022-v2:0", "ConverseStream", 10),
        ("anthropic.claude-3-haiku-20240307-v1:0", "InvokeModel", 15), ("amazon.nova-lite-v1:0", "InvokeModel", 7), ("amazon.titan-text-express-v1", "InvokeModel", 5),
        ("anthropic.claude-3-haiku-20240307-v1:0", "InvokeModelWithResponseStream", 8),
    ];

    /// <summary>Writes CloudTrail files, and the invocation log of the calls in them where it is wanted.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="seed">The same seed gives the same bytes.</param>
    /// <param name="bytes">About how many bytes of CloudTrail; 0 for an invocation log alone.</param>
    /// <param name="share">Model calls among the CloudTrail records, in per cent.</param>
    /// <param name="invocations">Bytes of the invocation log at most; 0 for none.</param>
    public static Corpus Write(string folder, int seed, long bytes, double share, long invocations)
    {
        var dice = new Dice(seed);
        var (trail, log) = (new TrailRecords(dice), new InvocationRecords(dice));
        var pending = new List<(DateTimeOffset Time, string Role, string Model, string Api, string Request)>();
        var time = Start;
        var corpus = new Corpus(folder, 0, 0, 0, 0, 0);
        while (corpus.Bytes < bytes)
        {
            var wanted = Math.Min(dice.Skewed(40_000, 24 << 20), bytes);
            corpus = corpus.Add($"CloudTrail/eu-west-1/{time:yyyy/MM/dd}/{TrailRecords.Account}_CloudTrail_eu-west-1_{time:yyyyMMdd'T'HHmm'Z'}_{dice.Hex(16)}.json.gz", wanted, lines: false, json =>
            {
                time = time.AddMilliseconds(dice.Below(400));
                if (!dice.Percent(share))
                {
                    trail.Other(json, time);
                    return false;
                }

                var (role, model, api) = Caller(dice);
                var request = trail.Call(json, time, role, model, api);
                if (invocations > 0) pending.Add((time, role, model, api, request));
                return true;
            });
        }

        for (var next = 0; invocations > 0 && (bytes == 0 ? corpus.Bytes < invocations : next < pending.Count);)
        {
            corpus = corpus.Add($"BedrockModelInvocationLogs/eu-west-1/{time:yyyy/MM/dd/HH}/{time:yyyyMMdd'T'HHmmssfff'Z'}_{dice.Hex(16)}.json.gz", dice.Skewed(40_000, 12 << 20), lines: true, json =>
            {
                time = time.AddMilliseconds(dice.Below(400));
                var (role, model, api) = Caller(dice);
                var call = next < pending.Count ? pending[next] : (time, role, model, api, dice.Id());
                next++;
                log.Write(json, call.Item1, call.Item2, call.Item3, call.Item4, call.Item5);
                return true;
            }, () => bytes > 0 && next >= pending.Count);
        }

        return corpus;
    }

    private static (string Role, string Model, string Api) Caller(Dice dice)
    {
        var wheel = dice.Below(100);
        foreach (var (model, api, weight) in Calling)
        {
            if ((wheel -= weight) < 0) return (string.Create(CultureInfo.InvariantCulture, $"service-{dice.Below(40):00}-prod"), model, api);
        }

        throw new InvalidOperationException("the weights make no hundred");
    }

    private Corpus Add(string path, long wanted, bool lines, Func<Utf8JsonWriter, bool> write, Func<bool>? ends = null)
    {
        var full = Path.Combine(Folder, "AWSLogs", TrailRecords.Account, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        using var held = new MemoryStream();
        var (records, calls) = (0L, 0L);
        using (var json = new Utf8JsonWriter(held, Plain))
        {
            if (!lines) held.Write("{\"Records\":["u8);
            do
            {
                if (records > 0) held.WriteByte(lines ? (byte)'\n' : (byte)',');
                json.Reset();
                if (write(json)) calls++;
                json.Flush();
                records++;
            }
            while (held.Length < wanted && ends?.Invoke() != true);
            if (!lines) held.Write("]}"u8);
        }

        using (var file = File.Create(full))
        using (var gzip = new GZipStream(file, CompressionLevel.Optimal)) gzip.Write(held.GetBuffer(), 0, (int)held.Length);
        return this with { Files = Files + 1, Records = Records + records, Bytes = Bytes + held.Length, Stored = Stored + new FileInfo(full).Length, Calls = Calls + calls };
    }
}
