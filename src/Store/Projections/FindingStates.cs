using System.Text;
using Plumbline.Store.Records;

namespace Plumbline.Store.Projections;

/// <summary>What is known of each finding that was ever open: the last word of each estate.</summary>
internal sealed class FindingStates : IProjection
{
    public const string Called = "findings";

    public string Name => Called;

    public void Apply(in RecordView record, ReadOnlySpan<byte> digest, IRows rows)
    {
        if (record.Is(RecordKind.Finding)) rows.Put(new Row(Keys.Of(record.Estate, record.Subject), record.Number, Encoding.UTF8.GetString(record.Body)));
    }
}
