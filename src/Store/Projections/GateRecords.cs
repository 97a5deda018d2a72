using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Store.Records;

namespace Plumbline.Store.Projections;

/// <summary>Records of one kind that are read as they are, the moment in front of their key: overrides of gates, bindings of evals.</summary>
/// <param name="name">The projection's name.</param>
/// <param name="kind">The kind of record.</param>
internal sealed class GateRecords(string name, RecordKind kind) : IProjection
{
    public const string Overrides = "overrides";
    public const string Bindings = "eval-bindings";

    public string Name => name;

    public void Apply(in RecordView record, ReadOnlySpan<byte> digest, IRows rows)
    {
        if (!record.Is(kind) || !IsObject(record.Body)) return;
        // The same words twice are two rows: which came when is for whoever reads them.
        rows.Put(new Row(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(record.Moment)}\u001f{record.Number:D19}"), record.Number, Encoding.UTF8.GetString(record.Body)));
    }

    /// <summary>The moment of a row, as records write it.</summary>
    public static string MomentOf(Row row) => row.Key.Split('\u001f')[0];

    private static bool IsObject(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
            json.Skip();
            return !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
