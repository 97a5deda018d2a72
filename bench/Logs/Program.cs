using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Plumbline.Bench.Logs;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Observed.BedrockInvocations;
using Plumbline.Collectors.Observed.CloudTrail;
using Plumbline.Posture.Scans;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const long Mebi = 1 << 20;
const double MemoryLimit = 350;
const int Warm = 12;
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
var only = args.Length > 1 ? args[1] : "";
var flat = new byte[64 * Mebi];
var broken = 0;
var folder = Directory.CreateTempSubdirectory("plumbline-bench-");
try
{
    Console.WriteLine($"seeds 1, 2, 3, 4; CloudTrail mix: {TrailRecords.Mix}");
    Console.WriteLine($"invocation mix: {InvocationRecords.Mix}");
    if ("trail-3".Contains(only)) Measure("CloudTrail, 3 % model calls", Corpus.Write(In("trail-3"), 1, 96 * Mebi, 3, 0), 0.7);
    if ("both-3".Contains(only)) Measure("CloudTrail at 3 % and the invocation log of those calls", Corpus.Write(In("both-3"), 2, 64 * Mebi, 3, long.MaxValue), 0.7);
    if ("trail-100".Contains(only)) Measure("CloudTrail, all model calls", Corpus.Write(In("trail-100"), 3, 64 * Mebi, 100, 0), 1.6);
    if ("invocations".Contains(only)) Measure("invocation log", Corpus.Write(In("invocations"), 4, 0, 100, 64 * Mebi), 1.6);
}
finally
{
    folder.Delete(recursive: true);
}

var peak = Peak();
Console.WriteLine($"memory: {peak:0} MB resident at most, of which the floor's buffer is {flat.Length / Mebi} MB and never touched by a collector (limit {MemoryLimit:0})");
if (peak > MemoryLimit) broken = Fail("takes more memory than its limit");
return broken;

string In(string name) => Path.Combine(folder.FullName, name);

void Measure(string name, Corpus corpus, double limit)
{
    var (files, _) = EstateWalk.Of([corpus.Folder]);
    var runs = new List<(double Floor, double Ours, double Unpacking)>();
    for (var round = 0; round < rounds + Warm; round++)
    {
        var floor = Cpu(() => Floor(files));
        var ours = Cpu(() => Collect(corpus.Folder));
        var unpacking = Cpu(() => Unpack(files));
        if (round >= Warm) runs.Add((floor, ours, unpacking));
    }

    var (f, o) = (Median(runs.Select(r => r.Floor)), Median(runs.Select(r => r.Ours)));
    var ratios = runs.Select(r => r.Ours / r.Floor).Order().ToList();
    var ratio = Median(ratios);
    var unpacked = Median(runs.Select(r => r.Unpacking / r.Floor));
    Console.WriteLine($"{name}: {corpus.Bytes / 1e6:0} MB in {corpus.Files} files ({corpus.Stored / 1e6:0} MB gzip), {corpus.Records} records, {100.0 * corpus.Calls / corpus.Records:0.0} % of them model calls");
    Console.WriteLine($"  floor {corpus.Bytes / 1e6 / f:0} MB/s · ours {corpus.Bytes / 1e6 / o:0} MB/s · {o / corpus.Records * 1e9:0} ns a record · cpu {ratio:0.00}x the floor [{ratios[0]:0.00}-{ratios[^1]:0.00}] of {rounds} (limit {limit:0.0}), unpacking alone {unpacked:0.00}x");
    if (ratio > limit) broken = Fail($"{name}: slower than its limit");
}

// The least that a general reader does: each file whole into one flat buffer, then every token.
long Floor(IEnumerable<EstateFile> files)
{
    long tokens = 0;
    foreach (var file in files)
    {
        using var content = new GZipStream(file.Open(), CompressionMode.Decompress);
        var length = content.ReadAtLeast(flat, flat.Length, throwOnEndOfStream: false);
        var json = new Utf8JsonReader(flat.AsSpan(0, length), new JsonReaderOptions { AllowMultipleValues = true });
        while (json.Read()) tokens++;
    }

    return tokens;
}

// How much of it all is decompression.
long Unpack(IEnumerable<EstateFile> files)
{
    long bytes = 0;
    foreach (var file in files)
    {
        using var content = new GZipStream(file.Open(), CompressionMode.Decompress);
        for (int read; (read = content.Read(flat, 0, 1 << 18)) > 0;) bytes += read;
    }

    return bytes;
}

// A scan walks the folder anew and keeps no heads of files from the scan before.
static long Collect(string root)
{
    var (files, unread) = EstateWalk.Of([root]);
    var scope = new Scope("bench", new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), files, unread);
    ICollector[] collectors = [new CloudTrailCollector(), new BedrockInvocationsCollector()];
    return collectors.Sum(c => c.CollectAsync(scope, CancellationToken.None).ToBlockingEnumerable().LongCount());
}

static double Cpu(Func<long> work)
{
    GC.Collect();
    var process = Process.GetCurrentProcess();
    var before = process.TotalProcessorTime;
    if (work() == 0) throw new InvalidOperationException("nothing was read");
    process.Refresh();
    return (process.TotalProcessorTime - before).TotalSeconds;
}

static double Peak()
{
    var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
    return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}

static int Fail(string message)
{
    Console.WriteLine($"  ✗ {message}");
    return 1;
}
