using System.Text;
using System.Text.Json;
using Plumbline.Store.Records;

namespace Plumbline.Store.Projections;

/// <summary>The claims that the last scan of each estate made: a row for each, its key the estate and the first half of the claim's digest.</summary>
internal sealed class CurrentClaims : IProjection
{
    public const string Called = "claims";

    public string Name => Called;

    public void Apply(in RecordView record, ReadOnlySpan<byte> digest, IRows rows)
    {
        if (record.Is(RecordKind.Claim)) rows.Put(new Row(KeyOf(record.Estate, digest), record.Number, ""));
        else if (record.Is(RecordKind.ClaimGone) && GoneKey(record) is { } gone) rows.Remove(gone);
    }

    /// <summary>The first half of a claim's digest, as text.</summary>
    public static string Half(ReadOnlySpan<byte> digest) => Convert.ToHexStringLower(digest[..16]);

    /// <summary>The row of the claim that a record takes back.</summary>
    public static string? GoneKey(in RecordView record) => Digest(record.Body) is { } gone ? string.Concat(Encoding.UTF8.GetString(record.Estate), "\u001f", gone) : null;

    /// <summary>The row of a claim.</summary>
    public static string KeyOf(ReadOnlySpan<byte> estate, ReadOnlySpan<byte> digest) => string.Concat(Encoding.UTF8.GetString(estate), "\u001f", Half(digest));

    private static string? Digest(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("digest"u8)) return json.Read() ? json.GetString() : null;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
        }

        return null;
    }
}
