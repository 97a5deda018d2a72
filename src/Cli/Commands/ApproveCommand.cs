using System.CommandLine;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb approve | reject | retire ENTRY`, `plumb registry review | rollback`: one person decides about one version.</summary>
internal static class ApproveCommand
{
    public static Command Approve() => Make("approve", "Approve a version of a registry entry by its digest.", Decided.Approve, v => v.Stage == Stage.Proposed);

    public static Command Reject() => Make("reject", "Refuse a version that was proposed.", Decided.Reject, v => v.Stage == Stage.Proposed);

    public static Command Retire() => Make("retire", "Take a version out of use, for good.", Decided.Retire, v => v.Stage == Stage.Approved);

    public static Command Rollback() => Make("rollback", "Put an older approved version into force again.", Decided.Rollback, v => v.Stage == Stage.Approved);

    public static Command Review() => Make("review", "Record that a version was examined; policies may ask for kinds of review.", Decided.Review, v => v.Stage is Stage.Proposed or Stage.Approved);

    private static Command Make(string name, string description, Decided what, Func<EntryVersion, bool> pick)
    {
        var entries = new Argument<string[]>("entry") { Description = "the entry, e.g. prompts/loan-system@13 (without a version: the newest at that stage); or several", Arity = ArgumentArity.OneOrMore };
        var (digest, sign) = (RegistrySession.Named<string?>("--digest", "the digest that was looked at; another one is refused"), Sign());
        var note = RegistrySession.Named<string?>(what == Decided.Review ? "--kind" : "--reason", what == Decided.Review ? "the kind of review, e.g. red-team" : "why");
        note.Required = what is Decided.Review or Decided.Rollback or Decided.Retire or Decided.Reject;
        var (expires, review, store) = (RegistrySession.Named<string?>("--expires", "the day this approval counts no longer"), RegistrySession.Named<string?>("--review-by", "the day it is to be looked at again"), Options.Store());
        var command = new Command(name, description) { entries, digest, sign, note, store };
        if (what is Decided.Approve) command.Add(expires);
        if (what is Decided.Approve or Decided.Review) command.Add(review);
        command.SetAction(parsed => RegistrySession.Write(parsed.GetValue(store), parsed.GetValue(sign), desk =>
        {
            var (until, look) = (command.Options.Contains(expires) ? RegistrySession.Ahead(parsed.GetValue(expires)) : null, command.Options.Contains(review) ? RegistrySession.Ahead(parsed.GetValue(review)) : null);
            var named = parsed.GetRequiredValue(entries).Select(e => RegistrySession.Find(desk.Book, e, pick)).ToList();
            foreach (var version in named) Compare(version, parsed.GetValue(digest));
            foreach (var version in named)
            {
                var outcome = desk.Decide(version, what, d => d with { Note = parsed.GetValue(note) ?? "", Expires = until, ReviewBy = look });
                Console.WriteLine(RegistrySession.Line(outcome.Version, outcome.Standing));
            }

            return Exit.InLine;
        }));
        return command;
    }

    /// <summary>The option for a key.</summary>
    public static Option<string?> Sign() => RegistrySession.Named<string?>("--sign", "a private key (PEM, P-256) that `identities` bind to a person: who acts is then verified, else asserted");

    /// <summary>Refuses where the digest is not the version's.</summary>
    public static void Compare(EntryVersion version, string? digest)
    {
        var plain = digest?.Replace("sha256:", "", StringComparison.OrdinalIgnoreCase).ToLowerInvariant();
        if (plain is not null && (plain.Length < 12 || !version.Digest.StartsWith(plain, StringComparison.Ordinal)))
            throw new LedgerException($"`{version.Name}` has the digest `{version.Digest}`, not `{digest}`; look at it with `plumb registry show {ShellWord.Of(version.Name.ToString())}`");
    }
}
