using System.Diagnostics;
using Plumbline.Bench.Deeds;
using Plumbline.Code.Deeds;
using Plumbline.Code.TreeSitter;

// Deeds GRAMMARS [--show] KIND=FOLDER…; kinds: malicious (each file), skills (folders with SKILL.md), benign (projects).
var grammars = new Grammars(args[0]);
var isShown = args.Contains("--show");
var isBroken = false;
foreach (var corpus in args.Skip(1).Where(a => a.Contains('=', StringComparison.Ordinal)))
{
    var (kind, folder) = (corpus[..corpus.IndexOf('=', StringComparison.Ordinal)], corpus[(corpus.IndexOf('=', StringComparison.Ordinal) + 1)..]);
    if (!Directory.Exists(folder))
    {
        Console.WriteLine($"{kind} {folder}: skipped, the folder is not there");
        continue;
    }

    var units = kind == "malicious" ? Unit.Alone(folder) : Unit.Projects(folder, kind == "skills" ? ["SKILL.md"] : ["package.json", "pyproject.toml", "setup.py"]);
    foreach (var isStripped in (ReadOnlySpan<bool>)[false, true]) isBroken |= Corpus.Measure(kind, folder, units, grammars, isStripped, isShown && isStripped);
}

return isBroken ? 1 : 0;
