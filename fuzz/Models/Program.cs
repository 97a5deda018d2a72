using System.Diagnostics;
using System.Globalization;
using Plumbline.Fuzz.Models;

// Feeds changed model files of one format, or of each in turn, to the judge; with a folder, its files are seeds as well.
var names = args.Length > 0 && args[0] != "all" ? args[0].Split(',') : [.. Seeds.All.Keys];
var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
var seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
List<byte[]> given = args.Length > 3 ? [.. Directory.EnumerateFiles(args[3], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(f => new FileInfo(f).Length < 200_000).Select(File.ReadAllBytes)] : [];
if (Array.Find(names, n => !Seeds.All.ContainsKey(n)) is { } unknown)
{
    Console.Error.WriteLine($"there is no format `{unknown}`; take one of {string.Join(", ", Seeds.All.Keys)}");
    return 2;
}

foreach (var name in names)
{
    var run = new Rounds([.. Seeds.All[name], .. given], seed);
    var watch = Stopwatch.StartNew();
    for (run.Count = 0; watch.Elapsed.TotalSeconds < seconds; run.Count++)
    {
        if (run.Once() is not { } fault) continue;
        var kept = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"fuzz-models-{name}-{seed}-{run.Count}"));
        File.WriteAllBytes(kept, run.Last);
        Console.Error.WriteLine($"{name}, round {run.Count}: {fault}; the input is kept in {kept}");
        return 1;
    }

    Console.WriteLine($"models/{name}: {run.Count} inputs in {seconds} s, {100.0 * run.Read / Math.Max(1, run.Count):0} % still known, nothing escaped; slowest {run.Slowest.TotalMilliseconds:0} ms");
}

return 0;
