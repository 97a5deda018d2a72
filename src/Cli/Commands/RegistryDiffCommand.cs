using System.CommandLine;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Collectors.Approved.Registry;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb registry diff VERSION VERSION` or `diff PATH…`: what changed between two versions, or between files and the ledger, with the lines.</summary>
internal static class RegistryDiffCommand
{
    public static Command Make()
    {
        var what = new Argument<string[]>("what") { Description = "two versions of an entry, or registry files to hold against the ledger", Arity = ArgumentArity.OneOrMore };
        var (asOf, store) = (Options.AsOf(), Options.Store());
        var command = new Command("diff", "Show what changed between two versions, or between files and the ledger; exit 1 where something did.") { what, asOf, store };
        command.SetAction(parsed => RegistrySession.Read(parsed.GetValue(store), parsed.GetValue(asOf), book =>
        {
            var asked = parsed.GetRequiredValue(what);
            if (asked.All(a => Directory.Exists(a) || File.Exists(a))) return Files(book, RegistrySession.Read(asked));
            if (asked.Length != 2) throw new LedgerException("a comparison needs two versions, e.g. prompts/loan-system@12 prompts/loan-system@13, or registry files");
            var (before, after) = (RegistrySession.Find(book, asked[0]), RegistrySession.Find(book, asked[1]));
            return Between($"{before.Name} → {after.Name}", before.Content, after.Content) ? Exit.OutOfLine : Exit.InLine;
        }));
        return command;
    }

    private static int Files(RegistryBook book, IReadOnlyList<FileEntry> files)
    {
        var differs = false;
        foreach (var file in files)
        {
            var meant = Meant(book, file);
            if (meant is null) Console.WriteLine($"+ {file.Whole}{(file.Version.Length > 0 ? "@" + file.Version : "")} ({file.Where}) is not in the ledger");
            else if (meant.Digest != file.Digest) Between($"{meant.Name} ({book.StandingOf(meant).State.Name()} in the ledger) → {file.Where}", meant.Content, file.Content);
            else if (book.StandingOf(meant).State != EntryState.Approved) Console.WriteLine($"~ {file.Where} is {meant.Name}, which is {book.StandingOf(meant).State.Name()}");
            else continue;
            differs = true;
        }

        foreach (var gone in book.Enforced.Where(v => !Governance.IsOwn(v.Name.Section) && !files.Any(f => f.Whole == v.Name.Whole && (f.Version.Length == 0 || f.Version == v.Name.Version))))
        {
            Console.WriteLine($"- {gone.Name} is approved in the ledger and in none of these files");
            differs = true;
        }

        return differs ? Exit.OutOfLine : Exit.InLine;
    }

    private static EntryVersion? Meant(RegistryBook book, FileEntry file) =>
        file.Version.Length > 0 ? book.Of(file.Whole).FirstOrDefault(v => v.Name.Version == file.Version)
        : book.Active(file.Whole) ?? book.Of(file.Whole).LastOrDefault();

    private static bool Between(string head, JsonElement before, JsonElement after)
    {
        var changes = EntryLines.Changes(before, after);
        if (changes.IsEmpty) return false;
        Console.WriteLine(head);
        foreach (var change in changes) Console.WriteLine($"  {change.Sign} {change.Text}");
        if (TextOf(before) is { } old && TextOf(after) is { } now)
        {
            var edits = PromptEdits.Between(PromptForm.Of(old), PromptForm.Of(now), out var isWhole);
            if (edits.Count > 0) Console.WriteLine("  of the prompt:");
            PromptCommand.PrintEdits(edits, isWhole, isSame: false);
        }

        return true;
    }

    // The text of a prompt's only version; null for anything else.
    private static string? TextOf(JsonElement entry) => entry.Elements("versions").ToList() is [var version] ? version.Text("text") : null;
}
