using System.Diagnostics;
using System.IO.Compression;
using Plumbline.Fuzz;

if (args.Length < 3 || !Targets.All.TryGetValue(args[0], out var target) || !int.TryParse(args[1], out var seconds) || !int.TryParse(args[2], out var seed))
{
    Console.Error.WriteLine($"usage: fuzz/run TARGET [SECONDS [SEED]]; targets: {string.Join(", ", Targets.All.Keys)}");
    return 2;
}

var patience = TimeSpan.FromSeconds(10);
var seeds = (target.Seeds.Length == 0 ? Targets.Made() : Seeds(target.Seeds)).ToList();
var mutator = new Mutator(seed);
var watch = Stopwatch.StartNew();
var (rounds, slowest) = (0, TimeSpan.Zero);
while (watch.Elapsed.TotalSeconds < seconds)
{
    var (path, bytes) = seeds[mutator.Next(seeds.Count)];
    var input = mutator.Change(bytes, seeds[mutator.Next(seeds.Count)].Bytes);
    if (mutator.Next(8) == 0) input = Gzip(input);
    var start = watch.Elapsed;
    try
    {
        if (!Task.Run(() => target.Run(path, input)).Wait(patience)) throw new TimeoutException($"still running after {patience.TotalSeconds} s");
    }
#pragma warning disable CA1031 // whatever escapes is what is looked for
    catch (Exception e)
#pragma warning restore CA1031
    {
        var kept = Path.Combine(Path.GetTempPath(), $"fuzz-{args[0]}-{rounds}");
        File.WriteAllBytes(kept, input);
        Console.Error.WriteLine($"{path}: {e.GetType().Name} after {rounds} rounds; the input is kept in {kept}\n{e}");
        return 1;
    }

    rounds++;
    if (watch.Elapsed - start > slowest) slowest = watch.Elapsed - start;
}

Console.WriteLine($"{args[0]}: {rounds} inputs from {seeds.Count} seeds in {seconds} s, nothing escaped; slowest {slowest.TotalMilliseconds:0} ms");
return slowest.TotalSeconds < 10 ? 0 : 1;

static IEnumerable<(string Path, byte[] Bytes)> Seeds(string pattern)
{
    var expression = new System.Text.RegularExpressions.Regex(
        "^" + System.Text.RegularExpressions.Regex.Escape(pattern).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$");
    foreach (var file in Directory.EnumerateFiles(pattern.Split('/')[0], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
    {
        if (expression.IsMatch(file) && new FileInfo(file).Length < 200_000) yield return (file, File.ReadAllBytes(file));
    }
}

static byte[] Gzip(byte[] bytes)
{
    using var held = new MemoryStream();
    using (var gzip = new GZipStream(held, CompressionLevel.Fastest)) gzip.Write(bytes);
    return held.ToArray();
}
