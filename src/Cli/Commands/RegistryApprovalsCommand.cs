using System.CommandLine;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Approved.Registry;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb registry approvals PATH…`: the approvals that registry files write, and which of them signed commits prove.</summary>
internal static class RegistryApprovalsCommand
{
    public static Command Make()
    {
        var paths = new Argument<string[]>("path") { Description = "registry files, or folders with them", Arity = ArgumentArity.OneOrMore };
        var (signers, asOf, format, store) = (Options.Signers(), Options.AsOf(), RegistryCommand.Format(), Options.Store());
        var command = new Command("approvals", "Show the approvals that registry files write, and which of them signed commits prove.") { paths, signers, asOf, format, store };
        command.SetAction(parsed => LedgerSession.Guard(() =>
        {
            var roots = parsed.GetRequiredValue(paths);
            var scope = Estate.Open(roots, RegistrySession.Moment(parsed.GetValue(asOf)), TimeProvider.System, out var problem) ?? throw new LedgerException(problem!);
            scope = RegistrySession.With(scope, parsed.GetValue(store));
            var commits = SignersFile.Read(parsed.GetValue(signers), roots, scope.Registry?.Governance, out problem);
            if (problem is not null) throw new LedgerException(problem);
            var entries = RegistryEntries.Approvals(scope, commits ?? new(EstateWalk.Folder(roots), Collectors.Files.Git.AllowedSigners.None));
            if (RegistryCommand.IsJson(parsed.GetValue(format))) Console.WriteLine(Json(entries));
            else foreach (var (entry, proven) in entries) Show(entry, proven);
            return Exit.InLine;
        }));
        return command;
    }

    private static void Show(FileEntry entry, ProvenEntry proven)
    {
        var version = proven.Version;
        Console.WriteLine($"{Name(entry)}  {proven.Standing.State.Name()}  {entry.Where}  written by {Writer(version.Proposal)}");
        foreach (var proof in proven.Proofs)
            Console.WriteLine($"  {proof.What.Name()} by {proof.Person}: {(proof.How == Proof.Asserted ? $"asserted, {proof.Text}" : $"verified by signed {proof.How.Name()} {proof.Commit}")}");
        foreach (var missing in proven.Standing.State == EntryState.Approved ? [] : proven.Standing.Missing) Console.WriteLine($"  missing: {missing}");
    }

    private static string Writer(Proposal proposal) => proposal.By.Length == 0 ? "nobody that is known" : $"{proposal.By} ({(proposal.IsVerified ? "verified" : "asserted")})";

    private static string Name(FileEntry entry) => entry.Version.Length > 0 ? $"{entry.Whole}@{entry.Version}" : entry.Whole;

    private static string Json(IReadOnlyList<(FileEntry Entry, ProvenEntry Proven)> entries) => Encoding.UTF8.GetString(BodyText.Of(json =>
    {
        json.WriteString("form", "plumbline.registry-approvals/v1");
        json.WriteStartArray("entries");
        foreach (var (entry, proven) in entries) Write(json, entry, proven);
        json.WriteEndArray();
    }));

    private static void Write(Utf8JsonWriter json, FileEntry entry, ProvenEntry proven)
    {
        json.WriteStartObject();
        json.WriteString("entry", Name(entry));
        json.WriteString("place", entry.Where);
        json.WriteString("digest", entry.Digest);
        json.WriteString("state", proven.Standing.State.Name());
        json.WriteString("proposer", proven.Version.Proposal.By);
        json.WriteString("proposerIdentity", proven.Version.Proposal.IsVerified ? "verified" : "asserted");
        json.WriteStartArray("approvals");
        foreach (var proof in proven.Proofs)
        {
            json.WriteStartObject();
            json.WriteString("decision", proof.What.Name());
            json.WriteString("person", proof.Person);
            json.WriteString("identity", proof.How == Proof.Asserted ? "asserted" : "verified");
            json.WriteString("proof", proof.How.Name());
            if (proof.Commit.Length > 0) json.WriteString("commit", proof.Commit);
            if (proof.Text.Length > 0) json.WriteString("why", proof.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("missing");
        foreach (var missing in proven.Standing.Missing) json.WriteStringValue(missing);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
