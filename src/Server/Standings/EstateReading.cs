using System.Collections.Immutable;
using Plumbline.Collectors;
using Plumbline.Collectors.Declared.Packages.Advisories;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Server.Sources;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Standings;

/// <summary>What a server reads with.</summary>
/// <param name="Name">The estate's name in the ledger; null for what its first folder says.</param>
/// <param name="Home">The server's own folder.</param>
/// <param name="Store">The ledger's address.</param>
/// <param name="Rules">Folders of rules; those that ship with the product first.</param>
/// <param name="Grammars">The folder of grammars.</param>
public sealed record EstateSettings(string? Name, string Home, string Store, ImmutableArray<string> Rules, string Grammars)
{
    /// <summary>The name of an estate whose sources do not name it.</summary>
    public const string Unnamed = "estate";
}

/// <summary>Reads the whole estate as `plumb scan` reads it: the same walk, the same collectors, the same claims.</summary>
/// <param name="settings">What it reads with.</param>
public sealed class EstateReading(EstateSettings settings)
{
    private readonly Supplies supplies = new(settings.Grammars);

    /// <summary>The words that planes may use.</summary>
    public Vocabulary Words { get; } = Vocabulary.Of(Plumbline.Collectors.Catalogue.Of(new Supplies(settings.Grammars)).SelectMany(c => c.Words));

    /// <summary>The rules, compiled for a moment.</summary>
    /// <exception cref="IOException">There is none any more.</exception>
    public Rulebook Rules(DateTimeOffset moment)
    {
        var texts = RuleFolders.Read(settings.Rules);
        return texts.Count > 0 || settings.Rules.IsEmpty ? Rulebook.Load(texts, Words, moment) : throw new IOException(RuleFolders.Missing(settings.Rules));
    }

    /// <summary>A text that changes when a rule does.</summary>
    public string RulesStamp => TreeStamp.Of(settings.Rules);

    /// <summary>What may be read at a moment; a sentence where a folder's own description is wrong.</summary>
    public (Scope? Scope, string? Problem) Open(ImmutableArray<SourceReading> readings, DateTimeOffset moment, TimeProvider clock)
    {
        ImmutableArray<string> roots = [.. readings.SelectMany(r => r.Roots).Distinct()];
        string? problem = null;
        var scope = roots.IsEmpty ? new Scope(EstateSettings.Unnamed, moment, [], []) : Estate.Open(roots, moment, clock, out problem);
        if (scope is null) return (null, problem);
        scope = scope with
        {
            Name = settings.Name ?? scope.Name,
            Files = [.. scope.Files.Concat(readings.SelectMany(r => r.Documents)).OrderBy(f => f.Path, StringComparer.Ordinal)],
            Unread = [.. scope.Unread, .. readings.SelectMany(r => r.Unseen)],
            Advisories = new AdvisoryStore(Path.Combine(settings.Home, "db")).File,
        };
        return (LedgerScope.WithGates(LedgerScope.WithRegistry(scope, settings.Store), settings.Store, moment), null);
    }

    /// <summary>Everything that is claimed of it.</summary>
    public Task<List<Claim>> CollectAsync(Scope scope, CancellationToken cancellation) =>
        Scan.CollectAsync(scope, Plumbline.Collectors.Catalogue.Of(supplies.Remembering(Path.Combine(settings.Home, "memory"))), _ => { }, cancellation);
}
