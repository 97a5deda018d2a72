using Plumbline.Bench.Accuracy;
using Plumbline.Collectors;
using Plumbline.Collectors.Files;

// How often are the uses of AI in code found, and how often is what is found one? Labels beside the sources they were read in.
if (args.Length < 2)
{
    Console.Error.WriteLine("accuracy: name the table of labels and the folder that holds the repositories by name; `--misses` shows where they differ");
    return 2;
}

var labels = Label.Read(args[0]);
var score = new Score(args.Contains("--misses"));
foreach (var repository in labels.GroupBy(l => l.Repository))
{
    var root = Path.Combine(args[1], repository.Key);
    if (!Directory.Exists(root))
    {
        Console.WriteLine($"{repository.Key}: not there, left out");
        continue;
    }

    var scope = Estate.Open([root], null, TimeProvider.System, out var problem);
    if (scope is null)
    {
        Console.Error.WriteLine($"accuracy: {problem}");
        return 2;
    }

    score.Add([.. repository], await Finding.InAsync(scope, Supplies.Beside with { Grammars = Environment.GetEnvironmentVariable("PLUMB_GRAMMARS") ?? "artifacts/grammars" }));
}

return score.Print() ? 0 : 1;
