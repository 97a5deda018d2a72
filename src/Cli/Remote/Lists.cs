using System.CommandLine;
using System.Globalization;
using Plumbline.Cli.Commands;

namespace Plumbline.Cli.Remote;

/// <summary>`findings`, `assets`, `gaps`, `waivers`, `sources`, `rules list`, `ledger show`: lists of a server, as columns.</summary>
/// <param name="verb">Asks the server.</param>
internal sealed class Lists(Verb verb)
{
    private const int Most = 1000;

    private static readonly (string, string)[] Choosing = [("filter", "a CEL condition over the fields of an item, e.g. severity == \"critical\""), ("cursor", "go on after a page: what it said")];

    /// <summary>Those that are verbs of their own.</summary>
    public IEnumerable<Command> All() =>
    [
        Make("findings", "List what is out of line or not known, the heaviest first.", "findings", ["severity", "verdict", "id", "asset.name", "message"], Choosing),
        Make("assets", "List what there is.", "assets", ["kind", "status", "name", "environment", "id"], [("kind", "only this kind: workload, agent, model, …"), .. Choosing]),
        Make("gaps", "List what could not be seen, and how to supply it.", "gaps", ["plane", "kind", "source", "reason"], []),
        Make("waivers", "List what somebody answers for, and whether it still holds.", "waivers", ["state", "until", "rule", "owner", "reason"], []),
        Make("sources", "List what the server reads, and how that went.", "sources", ["id", "kind", "last.at", "last.problem", "address"], []),
    ];

    /// <summary>`rules list`.</summary>
    public Command Rules() => Make("list", "List the rules that the server asks, and how often each failed.", "rules", ["id", "control", "severity", "verdicts.fail", "title"], [("control", "only rules of this control"), ("cursor", "go on after a page: what it said")]);

    /// <summary>`ledger show`.</summary>
    public Command Ledger() => Make("show", "List what was done, the latest first.", "ledger", ["number", "time", "kind", "actor", "subject"], [("kind", "only records of this kind: scan, finding, approval, …"), ("actor", "only what they did"), ("before", "only records in front of this number")]);

    private Command Make(string name, string description, string path, string[] columns, (string Name, string Description)[] choices)
    {
        var options = choices.Select(c => (c.Name, Option: Verb.Text("--" + c.Name, c.Description))).ToList();
        var limit = new Option<int>("--limit") { Description = "how many at most, up to 1000", DefaultValueFactory = _ => 100 };
        var format = Verb.Format();
        var command = new Command(name, description) { limit, format };
        foreach (var (_, option) in options) command.Add(option);
        verb.Sets(command, async (parsed, client, cancellation) =>
        {
            var (isJson, most) = (Verb.IsJson(parsed.GetValue(format)), parsed.GetRequiredValue(limit));
            if (most is < 1 or > Most) throw new RemoteException($"`--limit` is {most.ToString(CultureInfo.InvariantCulture)}; choose 1 to {Most}", Exit.Usage);
            var answer = await client.GetAsync(path, [("limit", most.ToString(CultureInfo.InvariantCulture)), .. options.Select(o => (o.Name, parsed.GetValue(o.Option)))], cancellation).ConfigureAwait(false);
            if (isJson) await Screen.WriteAsync(answer, null).ConfigureAwait(false);
            else Show(answer, columns);
            return Exit.InLine;
        });
        return command;
    }

    private static void Show(ServerAnswer answer, string[] columns)
    {
        var root = answer.Json();
        var items = Screen.Items(root);
        Screen.Columns(items, columns);
        if (items.Count == 0) Console.Error.WriteLine("plumb: there is none");
        var (next, before) = (Screen.Text(root, "next"), Screen.Text(root, "before"));
        if (next.Length > 0) Console.Error.WriteLine($"plumb: these are {items.Count} of {Screen.Text(root, "total")}; go on with --cursor {next}");
        if (before.Length > 0) Console.Error.WriteLine($"plumb: there are older records; go on with --before {before}");
    }
}
