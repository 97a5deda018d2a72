using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Cli.Commands;

namespace Plumbline.Cli.Remote;

/// <summary>`registry show | propose`, `propose`, `approve`, `reject`, `retire`, `promote`, `waive`: the registries that a server's ledger holds. Who acts is who the token belongs to.</summary>
/// <param name="verb">Asks the server.</param>
internal sealed class Registry(Verb verb)
{
    private const long Largest = 1 << 19;

    /// <summary>All of them.</summary>
    public IEnumerable<Command> All() =>
    [
        new Command("registry", "Work with the registries that the server's ledger holds.") { Show(), Propose("propose", "The same as `plumb propose`.") },
        Propose("propose", "Record versions of registry entries and ask for their approval."),
        Decide("approve", "Approve a version of a registry entry by its digest.", "proposed", false), Decide("reject", "Refuse a version that was proposed.", "proposed", true), Decide("retire", "Take a version out of use, for good.", "approved", true),
        Promote(), Waive(),
    ];

    private Command Show()
    {
        var entry = new Argument<string?>("entry") { Description = "an entry, e.g. prompts/loan-system (default: all)", Arity = ArgumentArity.ZeroOrOne };
        var (section, state, format) = (Verb.Text("--section", "only this section, e.g. prompts"), Verb.Text("--state", "only entries that stand so: proposed, approved, …"), Verb.Format());
        var command = new Command("show", "Show entries, how they stand, and who decided.") { entry, section, state, format };
        verb.Sets(command, async (parsed, client, cancellation) =>
        {
            var isJson = Verb.IsJson(parsed.GetValue(format));
            var named = parsed.GetValue(entry);
            var answer = named is null
                ? await client.GetAsync("registries", [("limit", "1000"), ("section", parsed.GetValue(section)), ("state", parsed.GetValue(state))], cancellation).ConfigureAwait(false)
                : await client.GetAsync($"registries/{Path(named)}", [], cancellation).ConfigureAwait(false);
            if (isJson) await Screen.WriteAsync(answer, null).ConfigureAwait(false);
            else Tell(Screen.Items(answer.Json(), named is null ? "items" : "versions"), named is not null);
            return Exit.InLine;
        });
        return command;
    }

    private Command Propose(string name, string description)
    {
        var files = new Argument<string[]>("file") { Description = "registry files", Arity = ArgumentArity.OneOrMore };
        var (note, draft, format) = (Verb.Text("--note", "why"), new Option<bool>("--draft") { Description = "record it, and ask for approval later" }, Verb.Format());
        var command = new Command(name, description) { files, note, draft, format };
        verb.Sets(command, async (parsed, client, cancellation) =>
        {
            var isJson = Verb.IsJson(parsed.GetValue(format));
            // All are read before the first is sent.
            var texts = parsed.GetRequiredValue(files).Select(Read).ToList();
            foreach (var text in texts)
            {
                var answer = await client.PostAsync("registries", json =>
                {
                    json.WriteString("yaml", text);
                    json.WriteString("note", parsed.GetValue(note) ?? "");
                    json.WriteBoolean("draft", parsed.GetValue(draft));
                }, cancellation).ConfigureAwait(false);
                await DoneAsync(answer, isJson).ConfigureAwait(false);
            }

            return Exit.InLine;
        });
        return command;
    }

    private Command Decide(string name, string description, string state, bool needsReason)
    {
        var entries = new Argument<string[]>("entry") { Description = "the entry, e.g. prompts/loan-system@13 (without a version: the newest at that stage); or several", Arity = ArgumentArity.OneOrMore };
        var (digest, note, until, format) = (Verb.Text("--digest", "the digest that was looked at; another one is refused"), Verb.Text("--reason", "why"), Verb.Text("--expires", "the day this counts no longer"), Verb.Format());
        note.Required = needsReason;
        var command = new Command(name, description) { entries, digest, note, format };
        if (name == "approve") command.Add(until);
        verb.Sets(command, async (parsed, client, cancellation) =>
        {
            var isJson = Verb.IsJson(parsed.GetValue(format));
            var found = new List<(string Entry, string Digest)>();
            foreach (var entry in parsed.GetRequiredValue(entries)) found.Add(await FindAsync(client, entry, state, parsed.GetValue(digest), cancellation).ConfigureAwait(false));
            foreach (var (entry, seen) in found)
                await DoneAsync(await client.PostAsync("decisions", json => Write(json, entry, seen, name, parsed.GetValue(note), command.Options.Contains(until) ? parsed.GetValue(until) : null), cancellation).ConfigureAwait(false), isJson).ConfigureAwait(false);
            return Exit.InLine;
        });
        return command;
    }

    private Command Promote()
    {
        var entry = new Argument<string>("entry") { Description = "an approved version, e.g. prompts/loan-system@13" };
        var (from, to, until) = (Verb.Text("--from", "the environment it comes from"), Verb.Text("--to", "the environment it goes to"), Verb.Text("--until", "the day the promotion ends"));
        foreach (var option in (Option[])[from, to, until]) option.Required = true;
        var (digest, note, format) = (Verb.Text("--digest", "the digest that was looked at; another one is refused"), Verb.Text("--reason", "why"), Verb.Format());
        var command = new Command("promote", "Let an approved version go from one environment to another until a date.") { entry, from, to, until, digest, note, format };
        verb.Sets(command, async (parsed, client, cancellation) =>
        {
            var isJson = Verb.IsJson(parsed.GetValue(format));
            var (name, seen) = await FindAsync(client, parsed.GetRequiredValue(entry), "approved", parsed.GetValue(digest), cancellation).ConfigureAwait(false);
            await DoneAsync(await client.PostAsync("decisions", json =>
            {
                Write(json, name, seen, "promote", parsed.GetValue(note), parsed.GetValue(until));
                json.WriteString("from", parsed.GetValue(from));
                json.WriteString("to", parsed.GetValue(to));
            }, cancellation).ConfigureAwait(false), isJson).ConfigureAwait(false);
            return Exit.InLine;
        });
        return command;
    }

    private Command Waive()
    {
        var what = new Argument<string>("what") { Description = "a finding's number or id" };
        var (owner, reason, until, format) = (Verb.Text("--owner", "who answers for it"), Verb.Text("--reason", "why it is accepted"), Verb.Text("--until", "the day it ends, e.g. 2027-03-01"), Verb.Format());
        foreach (var option in (Option[])[owner, reason, until]) option.Required = true;
        var command = new Command("waive", "Propose to accept a finding until a date; somebody else approves it.") { what, owner, reason, until, format };
        verb.Sets(command, async (parsed, client, cancellation) =>
        {
            var isJson = Verb.IsJson(parsed.GetValue(format));
            var asked = parsed.GetRequiredValue(what);
            var id = await Documents.FindingAsync(client, asked, cancellation).ConfigureAwait(false) ?? throw new RemoteException($"`{asked}` is no finding; `plumb findings --server URL` lists them", Exit.Usage);
            await DoneAsync(await client.PostAsync($"findings/{id}/waiver", json =>
            {
                json.WriteString("owner", parsed.GetValue(owner));
                json.WriteString("reason", parsed.GetValue(reason));
                json.WriteString("until", parsed.GetValue(until));
            }, cancellation).ConfigureAwait(false), isJson).ConfigureAwait(false);
            return Exit.InLine;
        });
        return command;
    }

    private static void Write(Utf8JsonWriter json, string entry, string digest, string decision, string? note, string? until)
    {
        json.WriteString("entry", entry);
        json.WriteString("digest", digest);
        json.WriteString("decision", decision);
        json.WriteString("note", note ?? "");
        if (until is not null) json.WriteString("until", until);
    }

    private static async Task<(string Entry, string Digest)> FindAsync(ServerClient client, string asked, string state, string? digest, CancellationToken cancellation)
    {
        var versions = Screen.Items((await client.GetAsync($"registries/{Path(asked)}", [], cancellation).ConfigureAwait(false)).Json(), "versions");
        var meant = versions.FindAll(v => Screen.Text(v, "entry") == asked);
        if (meant.Count == 0) meant = versions.FindAll(v => Screen.Text(v, "state") == state || (state == "proposed" && Screen.Text(v, "state") == "insufficient"));
        if (meant.Count == 0) throw new RemoteException($"no version of `{asked}` is {state}; look at it with `plumb registry show`", Exit.Incomplete);
        var (name, own) = (Screen.Text(meant[^1], "entry"), Screen.Text(meant[^1], "digest"));
        var plain = digest?.Replace("sha256:", "", StringComparison.OrdinalIgnoreCase).ToLowerInvariant();
        return plain is null || (plain.Length >= 12 && own.StartsWith(plain, StringComparison.Ordinal)) ? (name, own)
            : throw new RemoteException($"`{name}` has the digest `{own}`, not `{digest}`; look at it with `plumb registry show`", Exit.Incomplete);
    }

    private static async Task DoneAsync(ServerAnswer answer, bool isJson)
    {
        if (isJson) await Screen.WriteAsync(answer, null).ConfigureAwait(false);
        else Tell(Screen.Items(answer.Json()), false);
    }

    private static void Tell(List<JsonElement> versions, bool whole)
    {
        foreach (var version in versions)
        {
            string Of(string field) => Screen.Text(version, field);
            var text = new StringBuilder(Of("new") == "false" ? "unchanged  " : "");
            text.Append(CultureInfo.InvariantCulture, $"{Of("entry")}  {Of("state")}  sha256:{(whole || Of("digest").Length < 12 ? Of("digest") : Of("digest")[..12])}  record {Of("record")}  proposed by {Of("proposer")}");
            foreach (var field in (string[])["verified", "asserted", "expires", "missing"])
                if (Of(field) is { Length: > 0 } said) text.Append(CultureInfo.InvariantCulture, $"  {field}: {said}");
            Screen.Line(text.ToString());
            if (!whole) continue;
            foreach (var decision in Screen.Items(version, "decisions")) Screen.Line($"  {Screen.Text(decision, "at")}  record {Screen.Text(decision, "record")}  {Screen.Text(decision, "decision")} by {Screen.Text(decision, "person")} ({Screen.Text(decision, "identity")})  {Screen.Text(decision, "note")}");
            foreach (var refused in Screen.Items(version, "refused")) Screen.Line($"  {Screen.Text(refused, "at")}  record {Screen.Text(refused, "record")}  does not count: {Screen.Text(refused, "by")}: {Screen.Text(refused, "text")}");
        }
    }

    private static string Path(string entry) => string.Join('/', entry.Split('/').Select(Uri.EscapeDataString));

    private static string Read(string file)
    {
        try
        {
            if (Directory.Exists(file)) throw new RemoteException($"`{file}` is a folder; name the registry files in it", Exit.Usage);
            if (new FileInfo(file) is { Exists: true, Length: > Largest }) throw new RemoteException($"`{file}` is larger than {Largest >> 10} KiB; propose its entries in smaller files", Exit.Usage);
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RemoteException($"`{file}` cannot be read; name a registry file", Exit.Incomplete, e);
        }
    }
}
