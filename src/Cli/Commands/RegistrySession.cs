using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Collectors.Approved.Registry;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>What verbs of the registry share: reading files, signing, and telling how a version stands.</summary>
internal static class RegistrySession
{
    /// <summary>What the ledger has approved; null where there is none. One that cannot be read is a gap of the scan.</summary>
    public static Scope With(Scope scope, string? asked) => LedgerScope.WithRegistry(scope, LedgerSession.Address(asked));

    /// <summary>The entries of registry files; every mistake in them is an error, because half a registry is not what somebody meant.</summary>
    public static IReadOnlyList<FileEntry> Read(IReadOnlyList<string> paths)
    {
        var scope = Estate.Open(paths, null, TimeProvider.System, out var problem) ?? throw new LedgerException(problem!);
        return Read(scope, string.Join("`, `", paths));
    }

    /// <summary>The entries of one text.</summary>
    public static IReadOnlyList<FileEntry> ReadText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Read(new Scope("", DateTimeOffset.UnixEpoch, [new EstateFile("registry.yaml", bytes.Length, () => new MemoryStream(bytes))], []), "registry.yaml");
    }

    private static IReadOnlyList<FileEntry> Read(Scope scope, string where)
    {
        var (entries, problems) = RegistryEntries.Read(scope, CancellationToken.None);
        if (problems.Count > 0) throw new LedgerException($"nothing was recorded: {string.Join("; ", problems.Take(10))}");
        if (entries.Count == 0) throw new LedgerException($"`{where}` holds no registry entries; docs/registry.md shows how they are written");
        return entries;
    }

    /// <summary>The same as the ledger takes them.</summary>
    public static List<Wanted> Wanted(IEnumerable<FileEntry> entries) => [.. entries.Select(e => new Wanted(e.Section, e.Name, e.Version, e.Content))];

    /// <summary>Runs a verb that writes, signing with a key where one is named.</summary>
    public static int Write(string? store, string? keyFile, Func<RegistryDesk, int> action) => LedgerSession.Run(store, mustExist: false, ledger =>
    {
        using ECDsa? key = keyFile is null ? null : Keys.Read(keyFile, isPrivate: true);
        return action(new RegistryDesk(ledger, TimeProvider.System, LedgerSession.Actor, key));
    });

    /// <summary>Runs a verb that reads the registry as it was at a moment.</summary>
    public static int Read(string? store, string? asOf, Func<RegistryBook, int> action) => LedgerSession.Run(store, mustExist: true, ledger =>
        action(RegistryBooks.Read(ledger.Store, Moment(asOf) ?? TimeProvider.System.GetUtcNow())));

    /// <summary>A moment that a user wrote; null where nothing is written.</summary>
    public static DateTimeOffset? Moment(string? text) => text is null ? null
        : Instants.TryParse(text, out var at) ? at : throw new LedgerException($"`{text}` is no time; write it as 2027-03-01 or 2027-03-01T09:00:00Z");

    /// <summary>A moment that must lie ahead.</summary>
    public static DateTimeOffset? Ahead(string? text) => Moment(text) is not { } at ? null
        : at > TimeProvider.System.GetUtcNow() ? at : throw new LedgerException($"`{text}` is over; give a later day");

    /// <summary>The version that a user means.</summary>
    public static EntryVersion Find(RegistryBook book, string text, Func<EntryVersion, bool>? pick = null) =>
        book.Find(text, pick, out var problem) ?? throw new LedgerException(problem!);

    /// <summary>How a version stands, in a line.</summary>
    public static string Line(EntryVersion version, Standing standing)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{version.Name}  {standing.State.Name()}  sha256:{version.Digest[..12]}  record {version.Activated?.Record ?? version.Proposal.Record}");
        text.Append(CultureInfo.InvariantCulture, $"  proposed by {version.Proposal.By}{(version.Proposal.IsVerified ? " (verified)" : "")}");
        if (version.Proposal.Author.Length > 0) text.Append(CultureInfo.InvariantCulture, $", written by {version.Proposal.Author}");
        if (standing.Verified.Length > 0) text.Append(CultureInfo.InvariantCulture, $"  verified: {string.Join(", ", standing.Verified)}");
        if (standing.Asserted.Length > 0) text.Append(CultureInfo.InvariantCulture, $"  asserted: {string.Join(", ", standing.Asserted)}");
        if (standing.Expires is { } end) text.Append(CultureInfo.InvariantCulture, $"  until {end:yyyy-MM-dd}");
        if (standing.ReviewBy is { } look) text.Append(CultureInfo.InvariantCulture, $"  review by {look:yyyy-MM-dd}");
        if (standing.State is EntryState.Proposed or EntryState.Insufficient && standing.Missing.Length > 0) text.Append(CultureInfo.InvariantCulture, $"  missing: {string.Join("; ", standing.Missing)}");
        return text.ToString();
    }

    public static Option<T> Named<T>(string name, string what) => new(name) { Description = what };
}
