using System.Security.Cryptography;
using System.Text.Json;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>Reads the registry that a ledger holds.</summary>
public static class RegistryBooks
{
    /// <summary>The registry at a moment: what was written of moments up to it.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="asOf">The moment. Where nothing in the registry is later, the projection answers; else the records are read again.</param>
    public static RegistryBook Read(IRecordStore store, DateTimeOffset asOf)
    {
        var rows = new List<Row>();
        store.ReadRows(Entries.Called, "", rows.Add);
        var book = Book(rows, asOf);
        return Latest(book) <= asOf ? book : Book(Replayed(store, asOf), asOf);
    }

    private static DateTimeOffset Latest(RegistryBook book) =>
        book.Versions.SelectMany(v => v.Signs.Select(s => s.At).Concat(v.Refused.Select(r => r.At))
                .Concat(new[] { v.Approved, v.Activated, v.Ended }.OfType<Mark>().Select(m => m.At)).Append(v.Proposal.At))
            .Concat(book.Promotions.SelectMany(p => p.Signs.Select(s => s.At))).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    private static IEnumerable<Row> Replayed(IRecordStore store, DateTimeOffset asOf)
    {
        var (rows, fold, digest, until) = (new MemoryRows(), new Entries(), new byte[Chain.Length], System.Text.Encoding.UTF8.GetBytes(Instant.Write(asOf)));
        store.Read(0, (in RecordView record) =>
        {
            if (record.Moment.SequenceCompareTo(until) > 0) return true;
            if (!record.Is(RecordKind.Claim)) SHA256.HashData(record.Body, digest);
            fold.Apply(record, digest, rows);
            return true;
        });
        return rows.Bodied;
    }

    private static RegistryBook Book(IEnumerable<Row> rows, DateTimeOffset asOf)
    {
        var (governance, versions, promotions) = (Governance.None, new List<EntryVersion>(), new List<Promotion>());
        foreach (var row in rows)
        {
            if (row.Key == Entries.Who) governance = JsonSerializer.Deserialize(row.Body, RegistryJson.Default.Governance)!;
            else if (row.Key.StartsWith(Entries.Version, StringComparison.Ordinal)) versions.Add(JsonSerializer.Deserialize(row.Body, RegistryJson.Default.EntryVersion)!);
            else promotions.Add(JsonSerializer.Deserialize(row.Body, RegistryJson.Default.Promotion)!);
        }

        return new RegistryBook(
            asOf, governance, [.. versions.OrderBy(v => v.Name.Section, StringComparer.Ordinal).ThenBy(v => v.Name.Name, StringComparer.Ordinal).ThenBy(v => v.Proposal.Record)],
            [.. promotions.OrderBy(p => p.Entry.ToString(), StringComparer.Ordinal).ThenBy(p => p.From, StringComparer.Ordinal).ThenBy(p => p.To, StringComparer.Ordinal)]);
    }
}
