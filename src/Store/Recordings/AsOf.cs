using Plumbline.Posture.Evidence;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>What an estate claimed at a moment: its claims as far as they were recorded by scans up to then.</summary>
public static class AsOf
{
    /// <summary>The claims of an estate.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="estate">The estate; null for all of them.</param>
    /// <param name="moment">The moment; scans that speak of a later one do not count.</param>
    public static IReadOnlyCollection<Claim> Claims(IRecordStore store, string? estate, DateTimeOffset moment)
    {
        var (texts, until) = (new Texts(), System.Text.Encoding.UTF8.GetBytes(Instant.Write(moment)));
        var name = estate is null ? null : System.Text.Encoding.UTF8.GetBytes(estate);
        var claims = new Dictionary<string, Dictionary<UInt128, Claim>>(StringComparer.Ordinal);
        ReadAhead.Read(store, 0, (in RecordView record, ReadOnlySpan<byte> digest) =>
        {
            var isClaim = record.Is(RecordKind.Claim);
            if (!isClaim && !record.Is(RecordKind.ClaimGone)) return true;
            if (record.Moment.SequenceCompareTo(until) > 0 || (name is not null && !record.Estate.SequenceEqual(name))) return true;
            if (!claims.TryGetValue(texts.Of(record.Estate), out var own)) claims[texts.Of(record.Estate)] = own = [];
            if (isClaim && ClaimText.Read(record.Body, texts) is { } claim) own[CurrentClaims.Half(digest)] = claim;
            else if (!isClaim && CurrentClaims.Gone(record.Body) is { } gone) own.Remove(gone);
            return true;
        });
        return [.. claims.Values.SelectMany(c => c.Values)];
    }
}
