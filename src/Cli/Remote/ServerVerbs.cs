using System.CommandLine;
using System.Globalization;
using Plumbline.Cli.Commands;

namespace Plumbline.Cli.Remote;

/// <summary>The verbs that a running server answers, and what is said of those that it does not.</summary>
internal static class ServerVerbs
{
    /// <summary>All verbs.</summary>
    /// <param name="choice">Which server.</param>
    /// <param name="variable">Reads a variable.</param>
    /// <param name="here">The verbs that are answered on this machine.</param>
    public static RootCommand Make(ServerChoice choice, Func<string, string?> variable, IEnumerable<Command> here)
    {
        var verb = new Verb(choice, variable);
        var lists = new Lists(verb);
        var root = new RootCommand("Asks a running server what it knows, and decides there; `plumb --help` without a server lists what is done here.");
        foreach (var command in (Command[])[.. new Documents(verb).All(), .. lists.All(), new Gates(verb).Gate(), .. new Registry(verb).All(), Rules(verb, lists), Ledger(verb, lists)]) root.Add(command);
        var known = root.Subcommands.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var command in here.Where(c => !known.Contains(c.Name))) root.Add(NotThere(choice, command.Name));
        foreach (var (group, local) in root.Subcommands.Join(here, c => c.Name, c => c.Name, (group, local) => (group, local)))
            foreach (var one in local.Subcommands.Where(l => group.Subcommands.Count > 0 && group.Subcommands.All(c => c.Name != l.Name))) group.Add(NotThere(choice, one.Name));
        return root;
    }

    private static Command NotThere(ServerChoice choice, string name)
    {
        var command = new Command(name, "Not answered by a server.") { new Argument<string[]>("options") { Arity = ArgumentArity.ZeroOrMore } };
        (command.Hidden, command.TreatUnmatchedTokensAsErrors) = (true, false);
        command.SetAction(parsed =>
        {
            Console.Error.WriteLine($"plumb: a server does not answer `{name}`; {(choice.IsFlag ? $"leave {ServerChoice.Flag} out" : $"unset {ServerChoice.Variable}")} and run it where the files or the ledger are");
            return Exit.Usage;
        });
        return command;
    }

    private static Command Rules(Verb verb, Lists lists)
    {
        var file = new Argument<string>("file") { Description = "a rule.yaml" };
        var format = Verb.Format();
        var trial = new Command("try", "Ask a rule of the estate as it stands, before it is enabled; nothing is stored. Exit 1 where it fails somewhere.") { file, format };
        verb.Sets(trial, async (parsed, client, cancellation) =>
        {
            var (isJson, text) = (Verb.IsJson(parsed.GetValue(format)), Read(parsed.GetRequiredValue(file)));
            var answer = await client.PostAsync("rules/trial", json => json.WriteString("rule", text), cancellation).ConfigureAwait(false);
            var exit = Verb.Ending(answer);
            if (isJson) await Screen.WriteAsync(answer, null).ConfigureAwait(false);
            else
            {
                var root = answer.Json();
                Screen.Line($"{Screen.Text(root, "title")}: {Screen.Text(root, "verdicts.fail")} fail, {Screen.Text(root, "verdicts.notEvaluable")} not evaluable, {Screen.Text(root, "verdicts.pass")} pass, {Screen.Text(root, "verdicts.notApplicable")} not applicable");
                Screen.Columns(Screen.Items(root, "findings"), "severity", "verdict", "asset.name", "message");
            }

            return exit;
        });
        return new Command("rules", "List the rules of the server, and try new ones.") { lists.Rules(), trial };
    }

    private static string Read(string file)
    {
        const long Largest = 64 << 10;
        try
        {
            return new FileInfo(file) is { Exists: true, Length: > Largest } ? throw new RemoteException($"`{file}` is larger than {Largest >> 10} KiB, which no rule is", Exit.Usage) : File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RemoteException($"`{file}` cannot be read; name a rule.yaml", Exit.Usage, e);
        }
    }

    private static Command Ledger(Verb verb, Lists lists)
    {
        var format = Verb.Format();
        var verify = new Command("verify", "Have the server compute every hash of its ledger again.") { format };
        verb.Sets(verify, async (parsed, client, cancellation) =>
        {
            var isJson = Verb.IsJson(parsed.GetValue(format));
            var answer = await client.PostAsync("ledger/verify", _ => { }, cancellation).ConfigureAwait(false);
            var (root, holds) = (answer.Json(), Screen.Text(answer.Json(), "holds"));
            if (isJson) await Screen.WriteAsync(answer, null).ConfigureAwait(false);
            else
            {
                foreach (var fault in Screen.Items(root, "faults")) Screen.Line($"  {fault.GetString()}");
                Screen.Line(string.Create(CultureInfo.InvariantCulture, $"{Screen.Text(root, "records")} records read; {(holds == "true" ? "every record follows from the one in front of it, as the server says of its own ledger" : "the ledger is not what was written")}"));
            }

            return holds switch { "true" => Exit.InLine, "false" => Exit.OutOfLine, _ => Exit.Incomplete };
        });
        return new Command("ledger", "Show what was recorded, and whether it is what was written.") { verify, lists.Ledger() };
    }
}
