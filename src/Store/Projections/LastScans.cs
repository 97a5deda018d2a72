using System.Text;
using Plumbline.Store.Records;

namespace Plumbline.Store.Projections;

/// <summary>The last scan of each estate.</summary>
internal sealed class LastScans : IProjection
{
    public const string Called = "scans";

    public string Name => Called;

    public void Apply(in RecordView record, ReadOnlySpan<byte> digest, IRows rows)
    {
        if (record.Is(RecordKind.Scan)) rows.Put(new Row(Encoding.UTF8.GetString(record.Estate), record.Number, Encoding.UTF8.GetString(record.Body)));
    }
}
