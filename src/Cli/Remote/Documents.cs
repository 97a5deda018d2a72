using System.CommandLine;
using System.Globalization;
using Plumbline.Cli.Commands;

namespace Plumbline.Cli.Remote;

/// <summary>`scan`, `explain`, `drift`, `diagnose`, `history`: documents that a server writes as `plumb` writes them.</summary>
/// <param name="verb">Asks the server.</param>
internal sealed class Documents(Verb verb)
{
    private const int MostByNumber = 1000;
    private const int ShortestId = 6;

    /// <summary>All of them.</summary>
    public IEnumerable<Command> All() =>
    [
        Report(), Explain(),
        One("drift", "Say where environments, plans and approvals part, and since when; exit 1 where something does and nobody answers for it.", "drift", null,
            ("--system", "system", "only this AI system, by id or name"), ("--env-from", "from", "the environment that versions come from (default: development)"), ("--env-to", "to", "the environment that they go to (default: production)")),
        One("diagnose", "Answer from evidence how well the AI is known.", "diagnosis", null),
        One("history", "Tell an asset's history: first and last seen, what changed, findings, approvals.", "history", ("asset", "an asset's name, id, or kind:key"), ("--property", "property", "only this word, e.g. models or deployed.models")),
    ];

    private Command One(string name, string description, string path, (string Query, string Description)? subject, params (string Option, string Query, string Description)[] choices)
    {
        var format = Verb.Format();
        var command = new Command(name, description) { format };
        var argument = subject is { } s ? new Argument<string>(s.Query) { Description = s.Description } : null;
        if (argument is not null) command.Add(argument);
        var options = choices.Select(c => (c.Query, Option: Verb.Text(c.Option, c.Description))).ToList();
        foreach (var (_, option) in options) command.Add(option);
        verb.Sets(command, async (parsed, client, cancellation) =>
        {
            _ = Verb.IsJson(parsed.GetValue(format));
            List<(string, string?)> query = [("format", parsed.GetValue(format)), .. options.Select(o => (o.Query, parsed.GetValue(o.Option)))];
            if (argument is not null) query.Add((argument.Name, parsed.GetRequiredValue(argument)));
            return await Verb.ShowAsync(await client.GetAsync(path, query, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        });
        return command;
    }

    private Command Report()
    {
        var paths = new Argument<string[]>("path") { Description = "none: a server reads its own sources", Arity = ArgumentArity.ZeroOrMore };
        var (format, output, failOn) = (Options.Format(), Options.Output(), Options.FailOn());
        var command = new Command("scan", "Give the report of the estate as the server sees it now.") { paths, format, output, failOn };
        verb.Sets(command, async (parsed, client, cancellation) =>
        {
            if (parsed.GetRequiredValue(paths) is [var path, ..]) throw new RemoteException($"a server reads its own sources, and `{path}` lies here; leave it out, or unset {(verb.Choice.IsFlag ? ServerChoice.Flag : ServerChoice.Variable)} to scan it here", Exit.Usage);
            var target = new ReportTarget(parsed.GetRequiredValue(format), parsed.GetValue(output));
            if (target.Problem() is { } problem) throw new RemoteException(problem, Exit.Usage);
            return await Verb.ShowAsync(await client.GetAsync("report", [("format", target.Format), ("failOn", parsed.GetValue(failOn))], cancellation).ConfigureAwait(false), target.File).ConfigureAwait(false);
        });
        return command;
    }

    private Command Explain()
    {
        var what = new Argument<string>("what") { Description = "a finding's number or id, or a rule by its id or as control/rule" };
        var format = Verb.Format();
        var command = new Command("explain", "Tell one finding or rule to the end: claims, weight, why, fix.") { what, format };
        verb.Sets(command, async (parsed, client, cancellation) =>
        {
            _ = Verb.IsJson(parsed.GetValue(format));
            var asked = parsed.GetRequiredValue(what);
            var path = await FindingAsync(client, asked, cancellation).ConfigureAwait(false) is { } id ? $"findings/{Uri.EscapeDataString(id)}" : $"rules/{Uri.EscapeDataString(asked.Split('/')[^1])}";
            return await Verb.ShowAsync(await client.GetAsync(path, [("format", parsed.GetValue(format))], cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>The id of the finding that a number or the start of an id names; null where none is meant.</summary>
    /// <exception cref="RemoteException">There is no such number, or several begin so.</exception>
    public static async Task<string?> FindingAsync(ServerClient client, string asked, CancellationToken cancellation)
    {
        if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && asked.Length < ShortestId)
        {
            if (number is < 1 or > MostByNumber) throw new RemoteException($"`{asked}` is too far down to be counted; give the finding's id", Exit.Usage);
            var page = Screen.Items((await client.GetAsync("findings", [("limit", asked)], cancellation).ConfigureAwait(false)).Json());
            return page.Count == number ? Screen.Text(page[^1], "id") : throw new RemoteException($"`{asked}` is no finding of {page.Count.ToString(CultureInfo.InvariantCulture)}; give a finding's number or id, or a rule's", Exit.Usage);
        }

        if (asked.Length < ShortestId || !asked.All(char.IsAsciiHexDigitLower)) return null;
        var found = Screen.Items((await client.GetAsync("findings", [("filter", $"id.startsWith(\"{asked}\")"), ("limit", "2")], cancellation).ConfigureAwait(false)).Json());
        return found.Count == 2 ? throw new RemoteException($"several findings begin with `{asked}`; give more of the id", Exit.Usage) : found.Count == 1 ? Screen.Text(found[0], "id") : null;
    }
}
