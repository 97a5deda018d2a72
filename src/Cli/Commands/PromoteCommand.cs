using System.CommandLine;
using System.Globalization;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb promote ENTRY --from E --to E --until DAY`: a version may go from one environment to another.</summary>
internal static class PromoteCommand
{
    public static Command Make()
    {
        var entry = new Argument<string>("entry") { Description = "an approved version, e.g. prompts/loan-system@13" };
        var (from, to, until) = (Required("--from", "the environment it comes from"), Required("--to", "the environment it goes to"), Required("--until", "the day the promotion ends"));
        var (digest, sign, note, store) = (RegistrySession.Named<string?>("--digest", "the digest that was looked at; another one is refused"), ApproveCommand.Sign(), RegistrySession.Named<string?>("--reason", "why"), Options.Store());
        var command = new Command("promote", "Let an approved version go from one environment to another until a date.") { entry, from, to, until, digest, sign, note, store };
        command.SetAction(parsed => RegistrySession.Write(parsed.GetValue(store), parsed.GetValue(sign), desk =>
        {
            var version = RegistrySession.Find(desk.Book, parsed.GetRequiredValue(entry), v => v.Stage == Stage.Approved);
            ApproveCommand.Compare(version, parsed.GetValue(digest));
            if (desk.Book.StandingOf(version) is { State: not EntryState.Approved } standing) throw new LedgerException($"`{RegistrySession.Line(version, standing)}`: only what is approved can be promoted");
            var (source, target) = (parsed.GetRequiredValue(from).Trim(), parsed.GetRequiredValue(to).Trim());
            if (source.Length == 0 || target.Length == 0 || source == target) throw new LedgerException("a promotion goes from one environment to another; name two");
            var end = RegistrySession.Ahead(parsed.GetRequiredValue(until));
            desk.Decide(version, Decided.Promote, d => d with { From = source, To = target, Expires = end, Note = parsed.GetValue(note) ?? "" });
            var book = desk.Book;
            Console.WriteLine(Line(book, book.Promotions.First(p => p.Entry == version.Name && p.From == source && p.To == target)));
            return Exit.InLine;
        }));
        return command;
    }

    /// <summary>How a promotion stands, in a line.</summary>
    public static string Line(RegistryBook book, Promotion promotion)
    {
        var standing = book.StandingOf(promotion);
        var how = standing is null ? "void: the version is not approved" : standing.Missing.IsEmpty ? "in force" : $"waits for {string.Join("; ", standing.Missing)}";
        var by = promotion.Signs.Select(s => $"{s.Person} ({(s.IsVerified ? "verified" : "asserted")}, record {s.Record.ToString(CultureInfo.InvariantCulture)})").Distinct();
        return string.Create(CultureInfo.InvariantCulture, $"{promotion.Entry}  {promotion.From} → {promotion.To}  {how}  until {standing?.Expires:yyyy-MM-dd}  by {string.Join(", ", by)}");
    }

    private static Option<string> Required(string name, string what) => new(name) { Description = what, Required = true };
}
