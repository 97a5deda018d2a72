using System.Security.Cryptography;
using System.Text;
using Plumbline.Posture.Evidence;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>A recorded scan and everything that its estate claimed then.</summary>
/// <param name="Number">The record that begins it.</param>
/// <param name="Moment">The moment it speaks of.</param>
/// <param name="Actor">Who scanned.</param>
/// <param name="Claims">What was claimed; valid until the next scan is shown.</param>
public sealed record RecordedScan(long Number, DateTimeOffset Moment, string Actor, IReadOnlyCollection<Claim> Claims);

/// <summary>Walks through the scans of an estate, from the first, in one reading of the ledger.</summary>
public static class ScanWalk
{
    /// <summary>Shows every scan up to a moment.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="estate">The estate.</param>
    /// <param name="until">Scans that speak of a later moment do not count.</param>
    /// <param name="show">Sees one scan after another.</param>
    /// <param name="wanted">Which claims are shown; null for all.</param>
    public static void Each(IRecordStore store, string estate, DateTimeOffset until, Action<RecordedScan> show, Func<Claim, bool>? wanted = null)
    {
        var (name, latest) = (Encoding.UTF8.GetBytes(estate), Encoding.UTF8.GetBytes(Instant.Write(until)));
        var (texts, digest, claims) = (new Texts(), new byte[Chain.Length], new Dictionary<UInt128, Claim>());
        RecordedScan? open = null;
        store.Read(0, (in RecordView record) =>
        {
            if (!record.Estate.SequenceEqual(name) || record.Moment.SequenceCompareTo(latest) > 0) return true;
            if (record.Is(RecordKind.Scan))
            {
                if (open is not null) show(open);
                open = new RecordedScan(record.Number, Instant.Read(record.Moment), Encoding.UTF8.GetString(record.Actor), claims.Values);
            }
            else if (record.Is(RecordKind.Claim))
            {
                if (ClaimText.Read(record.Body, texts) is not { } claim || wanted?.Invoke(claim) == false) return true;
                SHA256.HashData(record.Body, digest);
                claims[CurrentClaims.Half(digest)] = claim;
            }
            else if (record.Is(RecordKind.ClaimGone) && CurrentClaims.Gone(record.Body) is { } gone) claims.Remove(gone);

            return true;
        });
        if (open is not null) show(open);
    }

    /// <summary>The estates that were scanned, by name, each with the moment of its last scan.</summary>
    public static SortedDictionary<string, DateTimeOffset> Estates(IRecordStore store)
    {
        var estates = new SortedDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        store.Read(0, (in RecordView record) =>
        {
            if (record.Is(RecordKind.Scan)) estates[Encoding.UTF8.GetString(record.Estate)] = Instant.Read(record.Moment);
            return true;
        });
        return estates;
    }
}
