using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb propose PATH… | --prompt NAME --text FILE`: entries that somebody else shall approve.</summary>
internal static class ProposeCommand
{
    public static Command Make() => Make("propose", "Record versions of registry entries and ask for their approval.");

    /// <summary>The same under another name.</summary>
    public static Command Make(string name, string description)
    {
        var paths = new Argument<string[]>("path") { Description = "registry files, or folders with them", Arity = ArgumentArity.ZeroOrMore };
        var entries = new Option<string[]>("--entry") { Description = "only this entry, e.g. prompts/loan-system or prompts/loan-system@13; may be repeated", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };
        var (prompt, text, version) = (RegistrySession.Named<string?>("--prompt", "the name of a prompt, whose text is in --text"), RegistrySession.Named<string?>("--text", "a file with the prompt's text"), RegistrySession.Named<string?>("--version", "the prompt's version (default: the next number)"));
        var (draft, found) = (RegistrySession.Named<bool>("--draft", "record it, and ask for approval later"), RegistrySession.Named<bool>("--found", "begin a ledger: the first identities and approval policies count at once"));
        var (author, note) = (RegistrySession.Named<string?>("--author", "who wrote it, where that is somebody else; may not approve either"), RegistrySession.Named<string?>("--note", "why"));
        var (expires, review) = (RegistrySession.Named<string?>("--expires", "the day it holds no longer"), RegistrySession.Named<string?>("--review-by", "the day it is to be looked at again"));
        var secret = RegistrySession.Named<bool>("--accept-secrets", "record a prompt although it holds what looks like a secret; a ledger forgets nothing");
        var (sign, store) = (ApproveCommand.Sign(), Options.Store());
        var command = new Command(name, description) { paths, entries, prompt, text, version, draft, found, author, note, expires, review, secret, sign, store };
        command.SetAction(parsed => RegistrySession.Write(parsed.GetValue(store), parsed.GetValue(sign), desk =>
        {
            var wanted = parsed.GetValue(prompt) is { } named ? [Prompt(named, parsed.GetValue(text), parsed.GetValue(version), desk)] : Wanted(parsed.GetRequiredValue(paths), parsed.GetRequiredValue(entries));
            var terms = new Terms(
                parsed.GetValue(draft), parsed.GetValue(author) ?? "", parsed.GetValue(note) ?? "", RegistrySession.Ahead(parsed.GetValue(expires)), RegistrySession.Ahead(parsed.GetValue(review)));
            WithoutSecrets(wanted, parsed.GetValue(secret));
            Tell(parsed.GetValue(found) ? desk.Found(wanted) : desk.Propose(wanted, terms));
            return Exit.InLine;
        }));
        return command;
    }

    // What is recorded cannot be taken back, and whoever reads the ledger reads it.
    private static void WithoutSecrets(IEnumerable<Wanted> wanted, bool isAccepted)
    {
        var found = wanted.Where(w => w.Section == "prompts").SelectMany(w => PromptSecrets.In($"`{w.Section}/{w.Name}`", w.Content)).ToList();
        foreach (var secret in found) Console.Error.WriteLine($"plumb: {secret}");
        if (found.Count > 0 && !isAccepted) throw new LedgerException("nothing was recorded; take the secret out and renew it, or say with --accept-secrets that it is none");
    }

    private static List<Wanted> Wanted(string[] paths, string[] only)
    {
        if (paths.Length == 0) throw new LedgerException("nothing is named; give a registry file, or --prompt and --text");
        var all = RegistrySession.Read(paths);
        var chosen = only.Length == 0 ? all : [.. all.Where(e => only.Any(o => o == e.Whole || o == $"{e.Whole}@{e.Version}" || o == e.Whole.Split('#')[0]))];
        if (only.FirstOrDefault(o => !all.Any(e => o == e.Whole || o == $"{e.Whole}@{e.Version}" || o == e.Whole.Split('#')[0])) is { } unknown)
            throw new LedgerException($"`{unknown}` is not in these files; they hold {string.Join(", ", all.Take(20).Select(e => $"`{e.Whole}`"))}");
        return RegistrySession.Wanted(chosen);
    }

    private static Wanted Prompt(string name, string? file, string? version, RegistryDesk desk)
    {
        if (file is null) throw new LedgerException("--prompt needs --text with the file that holds its text");
        var text = Text(file);
        var known = desk.Book.Of($"prompts/{name}").ToList();
        if (version is null && known.Find(v => v.Stage is Stage.Proposed or Stage.Approved && Content(name, v.Name.Version, text) is var same && EntryDigest.Of(same) == v.Digest) is { } there)
            return new Wanted("prompts", name, there.Name.Version, there.Content);
        version ??= (known.Select(v => long.TryParse(v.Name.Version, CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty(0).Max() + 1).ToString(CultureInfo.InvariantCulture);
        return new Wanted("prompts", name, version, Content(name, version, text));
    }

    private static JsonElement Content(string name, string version, string text) => JsonDocument.Parse(BodyText.Of(json =>
    {
        json.WriteString("name", name);
        json.WriteStartArray("versions");
        json.WriteStartObject();
        json.WriteString("version", version);
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndArray();
    })).RootElement;

    private static string Text(string file)
    {
        try
        {
            if (new FileInfo(file).Length > 1 << 20) throw new LedgerException($"`{file}` is larger than 1 MiB, which no prompt is; name the file with its text");
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new LedgerException($"`{file}` cannot be read as text; name a file with the prompt in utf-8", e);
        }
    }

    /// <summary>Says of each version how it stands now.</summary>
    public static void Tell(IReadOnlyList<Outcome> outcomes)
    {
        foreach (var outcome in outcomes) Console.WriteLine($"{(outcome.IsNew ? "" : "unchanged  ")}{RegistrySession.Line(outcome.Version, outcome.Standing)}");
        var open = outcomes.Count(o => o.Standing.State == EntryState.Proposed);
        if (open > 0) Console.Error.WriteLine($"plumb: somebody else approves with `plumb approve ENTRY`, signed with `--sign KEY.pem`; {open} wait for it");
    }
}
