using System.Text;
using Plumbline.Store.Records;

namespace Plumbline.Store.Projections;

/// <summary>Who looks after which finding: the last word about each.</summary>
internal sealed class Assignments : IProjection
{
    public const string Called = "assignments";

    public string Name => Called;

    public void Apply(in RecordView record, ReadOnlySpan<byte> digest, IRows rows)
    {
        if (record.Is(RecordKind.Assignment)) rows.Put(new Row(Keys.Of(record.Estate, record.Subject), record.Number, Encoding.UTF8.GetString(record.Body)));
    }
}
