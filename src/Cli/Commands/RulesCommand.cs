using System.CommandLine;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb rules test | list | new`: work on rules.</summary>
internal static class RulesCommand
{
    public static Command Make() => new("rules", "Test, list and start rules.") { Test(), List(), New() };

    private static Command Test()
    {
        var folders = new Argument<string[]>("folder") { Description = "rule folders (default: the shipped rules)", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("test", "Try rules on their own cases, and on mutants that the cases must tell apart.") { folders };
        command.SetAction((parsed, _) => Task.FromResult(Try(parsed.GetRequiredValue(folders))));
        return command;
    }

    private static int Try(string[] folders)
    {
        var texts = RuleFolders.Read(folders.Length > 0 ? folders : [Session.ShippedRules]);
        if (texts.Count == 0)
        {
            Console.Error.WriteLine($"plumb: no rule.yaml below `{string.Join("`, `", folders.Length > 0 ? folders : [Session.ShippedRules])}`; `plumb rules new CONTROL/ID` starts one");
            return Exit.Usage;
        }

        var vocabulary = Vocabulary.Of(Plumbline.Collectors.Catalogue.All.SelectMany(c => c.Words));
        var (good, cases, mutants) = (0, 0, 0);
        foreach (var text in texts)
        {
            var problems = RuleReader.Read(text, out var wrong) is { } rule ? Trial(rule, text, vocabulary, ref cases, ref mutants) : wrong;
            if (problems.Length == 0) good++;
            foreach (var problem in problems) Console.WriteLine($"✗ {problem}");
        }

        Console.WriteLine($"{good} of {texts.Count} rules prove themselves on {cases} cases and {mutants} mutants");
        return good == texts.Count ? Exit.InLine : Exit.OutOfLine;
    }

    private static System.Collections.Immutable.ImmutableArray<RuleProblem> Trial(Rule rule, RuleText text, Vocabulary vocabulary, ref int cases, ref int mutants)
    {
        var trial = RuleTrial.Of(rule, RuleFolders.Cases(text), vocabulary);
        cases += trial.Cases;
        mutants += trial.Mutants;
        return trial.Problems;
    }

    private static Command List()
    {
        var rules = Options.Rules();
        var command = new Command("list", "List the rules that load, and why others do not.") { rules };
        command.SetAction((parsed, _) => Task.FromResult(Show(parsed.GetRequiredValue(rules))));
        return command;
    }

    private static int Show(string[] folders)
    {
        var vocabulary = Vocabulary.Of(Plumbline.Collectors.Catalogue.All.SelectMany(c => c.Words));
        var book = Rulebook.Load(RuleFolders.Read([Session.ShippedRules, .. folders]), vocabulary, TimeProvider.System.GetUtcNow());
        foreach (var rule in book.Conditions.Select(c => c.Rule))
            Console.WriteLine($"{rule.Control + "/" + rule.Id,-58} {rule.Severity.Name(),-8} {rule.Asset.Name(),-10} {rule.Title}");
        foreach (var problem in book.Problems) Console.Error.WriteLine($"plumb: skipped {problem}");
        return book.Problems.IsEmpty ? Exit.InLine : Exit.Incomplete;
    }

    private static Command New()
    {
        var name = new Argument<string>("control/id") { Description = "where the rule belongs, e.g. model-egress/my-rule" };
        var into = new Option<string>("--in") { Description = "the rules folder", DefaultValueFactory = _ => "rules" };
        var command = new Command("new", "Start a rule: a folder with rule.yaml and the cases that prove it.") { name, into };
        command.SetAction((parsed, _) => Task.FromResult(Start(parsed.GetRequiredValue(name), parsed.GetRequiredValue(into))));
        return command;
    }

    private static int Start(string name, string into)
    {
        var parts = name.Split('/');
        if (parts.Length != 2 || !parts.All(IsName))
        {
            Console.Error.WriteLine($"plumb: `{name}` is no control/id in kebab-case; write e.g. `model-egress/my-rule`");
            return Exit.Usage;
        }

        var folder = Path.Combine(into, parts[0], parts[1]);
        if (Directory.Exists(folder))
        {
            Console.Error.WriteLine($"plumb: `{folder}` is already there; choose another id");
            return Exit.Usage;
        }

        Directory.CreateDirectory(Path.Combine(folder, "cases"));
        foreach (var (file, text) in RuleStart.Files(parts[0], parts[1])) File.WriteAllText(Path.Combine(folder, file), text);
        Console.WriteLine($"{folder}: edit rule.yaml, then `plumb rules test {folder}`");
        return Exit.InLine;
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 60 && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
