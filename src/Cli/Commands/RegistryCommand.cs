using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Registries;
using Plumbline.Reports.Registries;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb registry import | export | diff | approvals | show | history | review | rollback`: the registries as people work with them.</summary>
internal static class RegistryCommand
{
    public static Command Make() => new("registry", "Work with the registries that the ledger holds.")
    {
        ProposeCommand.Make("import", "Propose every entry of registry files; what is there with the same digest stays as it is."),
        ProposeCommand.Make("propose", "The same as `plumb propose`."),
        Export(), RegistryDiffCommand.Make(), RegistryApprovalsCommand.Make(), Show(), History(), ApproveCommand.Review(), ApproveCommand.Rollback(),
    };

    private static Command Export()
    {
        var (output, asOf, all, store) = (Options.Output(), Options.AsOf(), RegistrySession.Named<bool>("--all", "every version that holds, not only those in force"), Options.Store());
        var command = new Command("export", "Write what is approved as a registry/v1 file, which imports to the same digests.") { output, asOf, all, store };
        command.SetAction(parsed => RegistrySession.Read(parsed.GetValue(store), parsed.GetValue(asOf), book =>
        {
            var text = RegistryDocument.Of(parsed.GetValue(all) ? book.Versions.Where(v => book.StandingOf(v).State == EntryState.Approved) : book.Enforced);
            if (parsed.GetValue(output) is { } file) LedgerSession.WriteFile(file, text);
            else Console.Write(text);
            return Exit.InLine;
        }));
        return command;
    }

    private static Command Show()
    {
        var entry = new Argument<string?>("entry") { Description = "an entry, a version, or the digest of a version or of a prompt's text (default: all)", Arity = ArgumentArity.ZeroOrOne };
        var (asOf, format, store) = (Options.AsOf(), Format(), Options.Store());
        var command = new Command("show", "Show entries, how they stand, and who decided.") { entry, asOf, format, store };
        command.SetAction(parsed => RegistrySession.Read(parsed.GetValue(store), parsed.GetValue(asOf), book =>
        {
            if (parsed.GetValue(entry) is not { } text) return List(book, IsJson(parsed.GetValue(format)), parsed.GetValue(store));
            var version = ByDigest(book, text) ?? RegistrySession.Find(book, text, v => v == (book.Active(v.Name.Whole) ?? book.Of(v.Name.Whole).Last()));
            var passed = version.Name.Section == "evals" ? LastPassed.OfAsync(parsed.GetValue(store), book, version).GetAwaiter().GetResult() : [];
            var recorded = version.Name.Section == "fine-tunes" ? RecordedModels.NamedBy(RecordedModels.Of(parsed.GetValue(store), book.AsOf), version) : [];
            if (IsJson(parsed.GetValue(format))) RegistryJson.Write(book, [version], Console.Out, json => More(json, passed, recorded));
            else One(book, version, version.Name.Section == "evals" ? LastPassed.Lines(passed) : recorded.Select(m => $"  in model registry  {m.Line}"));
            return Exit.InLine;
        }));
        return command;
    }

    private static void More(Utf8JsonWriter json, ImmutableArray<LastPassed> passed, ImmutableArray<RecordedModel> recorded)
    {
        LastPassed.Write(json, passed);
        if (recorded.IsEmpty) return;
        json.WriteStartArray("inModelRegistries");
        foreach (var model in recorded) model.Write(json);
        json.WriteEndArray();
    }

    private static int List(RegistryBook book, bool isJson, string? store)
    {
        if (isJson) RegistryJson.Write(book, book.Versions, Console.Out);
        else
        {
            var shown = book.Names.Select(n => book.Last(n) ?? book.Of(n).Last()).Concat(book.Versions.Where(v => v.Stage is Stage.Proposed or Stage.Draft));
            foreach (var version in shown.Distinct().OrderBy(v => v.Name.Whole, StringComparer.Ordinal).ThenBy(v => v.Proposal.Record)) Console.WriteLine(RegistrySession.Line(version, book.StandingOf(version)));
            foreach (var promotion in book.Promotions) Console.WriteLine(PromoteCommand.Line(book, promotion));
            foreach (var model in RecordedModels.NamedByNone(RecordedModels.Of(store, book.AsOf), book)) Console.WriteLine($"in no registry entry: {model.Line}");
        }

        return Exit.InLine;
    }

    private static void One(RegistryBook book, EntryVersion version, IEnumerable<string> more)
    {
        var standing = book.StandingOf(version);
        Console.WriteLine(RegistrySession.Line(version, standing));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  digest   {version.Digest}"));
        Console.WriteLine($"  policy   {(standing.Needs.Policies.IsEmpty ? "default" : string.Join(", ", standing.Needs.Policies))}: {standing.Needs.Quorum.ToString(CultureInfo.InvariantCulture)} {(standing.Needs.Quorum == 1 ? "other person" : "other people")}, {standing.Needs.Mode.Name()}");
        foreach (var line in EntryLines.Of(version.Content)) Console.WriteLine($"  │ {line}");
        foreach (var line in more) Console.WriteLine(line);
        Events(version);
    }

    private static Command History()
    {
        var entry = new Argument<string>("entry") { Description = "an entry, e.g. prompts/loan-system" };
        var (asOf, format, store) = (Options.AsOf(), Format(), Options.Store());
        var command = new Command("history", "Show every version of an entry, and every decision about it, also those that did not count.") { entry, asOf, format, store };
        command.SetAction(parsed => RegistrySession.Read(parsed.GetValue(store), parsed.GetValue(asOf), book =>
        {
            var whole = RegistrySession.Find(book, parsed.GetRequiredValue(entry)).Name.Whole;
            if (IsJson(parsed.GetValue(format))) RegistryJson.Write(book, book.Of(whole), Console.Out);
            else
            {
                foreach (var version in book.Of(whole))
                {
                    Console.WriteLine(RegistrySession.Line(version, book.StandingOf(version)) + (version == book.Active(whole) ? "  in force" : ""));
                    Events(version);
                }
            }

            return Exit.InLine;
        }));
        return command;
    }

    private static void Events(EntryVersion version)
    {
        var events = new List<(long Record, DateTimeOffset At, string Text)> { (version.Proposal.Record, version.Proposal.At, $"proposed by {version.Proposal.By}{Because(version.Proposal.Note)}") };
        events.AddRange(version.Signs.Select(s => (s.Record, s.At, $"{s.What.Name()} by {s.Person} ({(s.IsVerified ? "verified" : "asserted")}){Because(s.Note)}")));
        events.AddRange(version.Refused.Select(r => (r.Record, r.At, $"does not count: {r.By}: {r.Text}")));
        if (version.Approved is { } approved) events.Add((approved.Record, approved.At, approved.Note == Standing.Founding && version.Signs.IsEmpty ? "in force as a founding entry" : "approved"));
        foreach (var (record, at, text) in events.OrderBy(e => e.Record)) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {at:yyyy-MM-ddTHH:mm:ssZ}  record {record,-6} {text}"));
    }

    private static string Because(string note) => note.Length == 0 ? "" : $": {note}";

    private static EntryVersion? ByDigest(RegistryBook book, string text)
    {
        var plain = text.Replace("sha256:", "", StringComparison.OrdinalIgnoreCase).ToLowerInvariant();
        return plain.Length < 12 || !plain.All(char.IsAsciiHexDigit) ? null
            : book.Versions.LastOrDefault(v => v.Digest.StartsWith(plain, StringComparison.Ordinal) || Texts(v).Any(t => Fingerprints.OfText(t)[7..].StartsWith(plain, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Texts(EntryVersion version) =>
        version.Name.Section != "prompts" || !version.Content.TryGetProperty("versions", out var versions) ? []
        : versions.EnumerateArray().Where(v => v.TryGetProperty("text", out _)).Select(v => v.GetProperty("text").GetString() ?? "");

    internal static Option<string> Format() => new("--format") { Description = "terminal or json", DefaultValueFactory = _ => "terminal" };

    internal static bool IsJson(string? format) => format switch
    {
        "json" => true,
        "terminal" or null => false,
        _ => throw new LedgerException($"`{format}` is no format; choose terminal or json"),
    };
}
