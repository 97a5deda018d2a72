using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors;
using Plumbline.Collectors.Declared.Packages.Advisories;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Store;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Admission;

/// <summary>Reads the estate as `plumb gate` reads it, and makes a view of it.</summary>
internal static class RegistryReading
{
    /// <summary>A view; null and a sentence where the estate cannot be read as a whole.</summary>
    public static async Task<(View? View, DateTimeOffset? Next, string Told)> ReadAsync(AdmissionSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        var rules = settings.HasStanding ? RuleFolders.Read(settings.Rules) : [];
        if (settings.HasStanding && rules.Count == 0) return (null, null, RuleFolders.Missing(settings.Rules));
        var now = clock.GetUtcNow();
        var first = Estate.Open(settings.Roots, settings.AsOf, new Fixed(now), out var problem);
        if (first is null) return (null, null, problem!);
        DateTimeOffset? pinned = first.AsOf == now ? null : first.AsOf;
        var scope = LedgerScope.WithGates(LedgerScope.WithRegistry(first, settings.Store), settings.Store, settings.AsOf ?? now) with { Advisories = new AdvisoryStore(Path.Combine(Home.Folder, "db")).File };
        var report = await ScanAsync(settings, scope, rules, Gate.Controls, cancellation).ConfigureAwait(false);
        if (Gate.MoreControls(report) is { Count: > 0 } more) report = await ScanAsync(settings, scope, rules, Gate.Controls.Union(more), cancellation).ConfigureAwait(false);
        if (Broken(report) is { } broken) return (null, null, broken);
        using var store = Home.HasLedger(settings.Store) ? Stores.Open(settings.Store) : null;
        var view = View.Of(report, pinned, now, (system, environment) => store is null ? null : GateRecord.LastAllowed(store, system, environment, now));
        var systems = view.Standings.Select(s => s.Decision.System).Distinct().Count();
        return (view, pinned is null ? Next(report, now) : null, string.Create(CultureInfo.InvariantCulture, $"{systems} systems in {view.Standings.Length} environments, {scope.Files.Length} files{(pinned is null ? "" : $", as of {pinned:yyyy-MM-dd HH:mm} UTC as the files say")}"));
    }

    /// <summary>A text that changes where the ledger approves, overrides or binds something else: decisions that are written down change nothing.</summary>
    public static string Records(AdmissionSettings settings, DateTimeOffset now)
    {
        if (!Home.HasLedger(settings.Store)) return "";
        try
        {
            using var store = Stores.Open(settings.Store);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (path, content) in GateRecord.Files(store, now)) hash.AppendData([.. Encoding.UTF8.GetBytes(path), .. content]);
            var book = RegistryBooks.Read(store, now);
            foreach (var version in book.Versions) hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{version.Name} {version.Digest} {version.Stage} {version.Signs.Length} {version.Activated?.Record}\n")));
            foreach (var promotion in book.Promotions) hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{promotion.Entry} {promotion.To} {promotion.Signs.Length}\n")));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (LedgerException e)
        {
            return e.Message;
        }
    }

    private static Task<Report> ScanAsync(AdmissionSettings settings, Scope scope, IEnumerable<RuleText> rules, System.Collections.Immutable.ImmutableHashSet<string> controls, CancellationToken cancellation)
    {
        var texts = rules.Where(t => controls.Contains(t.Control)).ToList();
        var supplies = new Supplies(settings.Grammars).Remembering(Path.Combine(Home.Folder, "memory"));
        return Scan.RunAsync(scope, Plumbline.Collectors.Catalogue.Of(supplies), texts, 1, _ => { }, cancellation);
    }

    // Half a registry is not what somebody meant: a file of it that cannot be read makes none.
    private static string? Broken(Report report)
    {
        var gap = report.Graph.Gaps.FirstOrDefault(g => g.Gap is { Kind: Posture.Evidence.GapKind.Unreadable, Plane: Plane.Approved } && (g.Gap.Source == "registry" || g.Origin.File == "ledger"));
        if (gap.Gap is not null) return gap.Gap.Reason;
        return report.Graph.Pages(AssetKind.AiSystem).SelectMany(p => p).Any(s => s.Is("registered")) ? null : "no registry among the files describes a system (docs/registry.md)";
    }

    // What was approved until a date, or from one on: then the same files say something else.
    private static DateTimeOffset? Next(Report report, DateTimeOffset now)
    {
        var times = report.Claims.Where(c => c.Plane == Plane.Approved).SelectMany(c => Times(c.Value))
            .Concat(report.Scope.Registry is { } book ? book.Versions.Select(v => book.StandingOf(v).Expires).OfType<DateTimeOffset>() : []);
        return times.Where(t => t > now).Select(t => (DateTimeOffset?)t).Min();
    }

    private static IEnumerable<DateTimeOffset> Times(Value value) =>
        value.AsBoxed is Timestamp time ? [time.AsInstant] : value.AsMap is { } map ? ((string[])["from", "until", "date", "expires"]).Select(k => map[k].AsBoxed).OfType<Timestamp>().Select(t => t.AsInstant) : [];

    private sealed class Fixed(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
