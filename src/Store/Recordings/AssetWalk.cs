using System.Security.Cryptography;
using System.Text;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>Walks through what the scans of an estate said of one asset; reads its claims by subject and no others.</summary>
internal static class AssetWalk
{
    /// <summary>Shows every scan, each with what was claimed of the asset then.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="scans">The scans, oldest first.</param>
    /// <param name="until">What was recorded of a later moment does not count.</param>
    /// <param name="ids">Every id of the asset.</param>
    /// <param name="show">Sees one scan after another.</param>
    public static void Each(IRecordStore store, IReadOnlyList<Record> scans, DateTimeOffset until, IEnumerable<AssetId> ids, Action<RecordedScan> show)
    {
        if (scans.Count == 0) return;
        var changes = Changes(store, scans[0].Estate, until, ids);
        var (claims, next) = (new Dictionary<UInt128, Claim>(), 0);
        for (var i = 0; i < scans.Count; i++)
        {
            var end = i + 1 < scans.Count ? scans[i + 1].Number : long.MaxValue;
            for (; next < changes.Count && changes[next].Number < end; next++)
            {
                if (changes[next].Claim is { } claim) claims[changes[next].Digest] = claim;
                else claims.Remove(changes[next].Digest);
            }

            show(new RecordedScan(scans[i].Number, scans[i].Moment, scans[i].Actor, claims.Values));
        }
    }

    private static List<(long Number, UInt128 Digest, Claim? Claim)> Changes(IRecordStore store, string estate, DateTimeOffset until, IEnumerable<AssetId> ids)
    {
        var (name, latest) = (Encoding.UTF8.GetBytes(estate), Encoding.UTF8.GetBytes(Instant.Write(until)));
        var (texts, found, digest) = (new Texts(), new List<(long Number, UInt128, Claim?)>(), new byte[Chain.Length]);
        foreach (var id in ids)
        {
            store.ReadSubject(id.ToString(), (in RecordView record) =>
            {
                if (!record.Estate.SequenceEqual(name) || record.Moment.SequenceCompareTo(latest) > 0) return true;
                if (record.Is(RecordKind.ClaimGone) && CurrentClaims.Gone(record.Body) is { } gone) found.Add((record.Number, gone, null));
                if (!record.Is(RecordKind.Claim) || ClaimText.Read(record.Body, texts) is not { } claim) return true;
                SHA256.HashData(record.Body, digest);
                found.Add((record.Number, CurrentClaims.Half(digest), claim));
                return true;
            });
        }

        found.Sort((a, b) => a.Number.CompareTo(b.Number));
        return found;
    }
}
