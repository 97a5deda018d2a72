using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>What recording a scan wrote.</summary>
/// <param name="Tip">The last record afterwards.</param>
/// <param name="Claims">Claims that the scan before did not make.</param>
/// <param name="Gone">Claims that it made and this one does not.</param>
/// <param name="Findings">Findings that changed.</param>
public sealed record Recorded(Tip Tip, int Claims, int Gone, int Findings);

/// <summary>Writes a scan into the ledger: what it claims and the one before did not, what is no longer claimed, and which findings changed.</summary>
public static class ScanRecord
{
    private const int Attempts = 20;

    /// <summary>Records a scan of an estate.</summary>
    /// <param name="ledger">Where to.</param>
    /// <param name="report">The scan.</param>
    /// <param name="actor">Who scanned.</param>
    public static Recorded Write(Ledger ledger, Report report, string actor)
    {
        var claims = Digested(report.Claims);
        using var text = new ClaimText();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var seen = ledger.Tip.Number;
            var estate = report.Scope.Name;
            Refuse(ledger, estate, report.Scope.AsOf);
            var current = Current(ledger, estate);
            var entries = new List<Entry> { Scan(report, actor, claims.Count) };
            foreach (var (digest, claim) in claims)
                if (!current.Remove(digest)) entries.Add(new Entry(RecordKind.Claim, estate, claim.Subject.ToString(), actor, report.Scope.AsOf, text.Write(claim).ToArray()));
            var added = entries.Count - 1;
            entries.AddRange(Gone(ledger, current, report, actor));
            var changes = FindingChanges.Of(ledger, report, actor);
            entries.AddRange(changes);
            if (ledger.Append(seen, entries) is { } tip) return new Recorded(tip, added, current.Count, changes.Count);
        }

        throw new LedgerException($"`{ledger.Store.Place}` is written by others all the time; run again when they are done");
    }

    // A scan that speaks of an earlier moment than the last would make the later one wrong: what changed between them is recorded already.
    private static void Refuse(Ledger ledger, string estate, DateTimeOffset moment)
    {
        ledger.Store.ReadRows(LastScans.Called, estate, row =>
        {
            if (row.Key != estate) return;
            using var json = JsonDocument.Parse(row.Body);
            if (Instant.Read(Encoding.UTF8.GetBytes(json.RootElement.GetProperty("moment").GetString()!)) is var last && last > moment)
                throw new LedgerException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"the ledger holds a scan of `{estate}` as of `{last:yyyy-MM-ddTHH:mm:ssZ}`, and this one speaks of `{moment:yyyy-MM-ddTHH:mm:ssZ}`; record scans in the order of their moments, or give this estate another name in `plumbline.yaml`"));
        });
    }

    private static Dictionary<UInt128, long> Current(Ledger ledger, string estate)
    {
        var (keys, prefix) = (new Dictionary<UInt128, long>(), estate + "\u001f");
        var length = Encoding.UTF8.GetByteCount(prefix);
        ledger.Store.ReadRows(CurrentClaims.Called, prefix, (key, number, _) =>
        {
            if (DigestText.TryRead(key[length..], out var digest)) keys[digest] = number;
        });
        return keys;
    }

    // Each claim once, in the order of the digests: the same scan writes the same records. Bodies are written anew for the few that are new.
    private static List<(UInt128 Digest, Claim Claim)> Digested(IReadOnlyCollection<Claim> claims)
    {
        Claim[] all = [.. claims];
        var digests = new UInt128[all.Length];
        Parallel.ForEach(Partitioner.Create(0, Math.Max(all.Length, 1)), range =>
        {
            using var text = new ClaimText();
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            for (var i = range.Item1; i < Math.Min(range.Item2, all.Length); i++)
            {
                SHA256.HashData(text.Write(all[i]), digest);
                digests[i] = CurrentClaims.Half(digest);
            }
        });
        Array.Sort(digests, all);
        var each = new List<(UInt128, Claim)>(all.Length);
        for (var i = 0; i < all.Length; i++) if (i == 0 || digests[i] != digests[i - 1]) each.Add((digests[i], all[i]));
        return each;
    }

    private static Entry Scan(Report report, string actor, int claims)
    {
        var body = BodyText.Of(json =>
        {
            json.WriteString("estate", report.Scope.Name);
            json.WriteString("moment", Instant.Write(report.Scope.AsOf));
            json.WriteNumber("files", report.Scope.Files.Length);
            json.WriteNumber("claims", claims);
            json.WriteStartObject("findings");
            foreach (var group in report.Failures.GroupBy(f => f.Weight.Severity).OrderByDescending(g => g.Key)) json.WriteNumber(group.Key.Name(), group.Count());
            json.WriteEndObject();
            json.WriteNumber("waived", report.Waived.Count());
            json.WriteNumber("notEvaluable", report.Open.Count());
            json.WriteNumber("gaps", report.Graph.Gaps.Length);
        });
        return new Entry(RecordKind.Scan, report.Scope.Name, report.Scope.Name, actor, report.Scope.AsOf, body);
    }

    private static IEnumerable<Entry> Gone(Ledger ledger, Dictionary<UInt128, long> gone, Report report, string actor) =>
        gone.OrderBy(g => g.Value).Select(g => new Entry(
            RecordKind.ClaimGone, report.Scope.Name, Subject(ledger, g.Value), actor, report.Scope.AsOf, BodyText.Of(json => json.WriteString("digest", DigestText.Of(g.Key)))));

    private static string Subject(Ledger ledger, long number)
    {
        var subject = "";
        ledger.Store.Read(number - 1, (in RecordView record) =>
        {
            subject = Encoding.UTF8.GetString(record.Subject);
            return false;
        });
        return subject;
    }
}
