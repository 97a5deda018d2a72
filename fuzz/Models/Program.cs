using System.Globalization;
using Plumbline.Fuzz.Models;

// Feeds changed model files to the judge; with a folder, its files are seeds as well.
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var seeds = Seeds.All.Concat(args.Length > 2 ? Directory.EnumerateFiles(args[2], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(f => new FileInfo(f).Length < 200_000).Select(File.ReadAllBytes) : []).ToList();
var run = new Rounds(seeds, seed);
for (var i = 0; i < rounds; i++)
{
    if (run.Once() is not { } fault) continue;
    var kept = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"fuzz-models-{seed}-{i}"));
    File.WriteAllBytes(kept, run.Last);
    Console.Error.WriteLine($"round {i}: {fault}; the input is kept in {kept}");
    return 1;
}

Console.WriteLine($"models: {rounds} inputs from {seeds.Count} seeds, nothing escaped; slowest {run.Slowest.TotalMilliseconds:0} ms");
return 0;
