using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Plumbline.Store.Records;

namespace Plumbline.Store.Projections;

/// <summary>The claims that the last scan of each estate made: a row for each, its key the estate and the first half of the claim's digest.</summary>
internal sealed class CurrentClaims : IProjection
{
    public const string Called = "claims";
    private const int HalfLength = 32;

    public string Name => Called;

    public void Apply(in RecordView record, ReadOnlySpan<byte> digest, IRows rows)
    {
        var isClaim = record.Is(RecordKind.Claim);
        if (!isClaim && !record.Is(RecordKind.ClaimGone)) return;
        Span<byte> key = stackalloc byte[record.Estate.Length + 1 + HalfLength];
        record.Estate.CopyTo(key);
        key[record.Estate.Length] = 0x1f;
        if (isClaim)
        {
            DigestText.Write(Half(digest), key[^HalfLength..]);
            rows.Put(key, record.Number);
        }
        else if (Gone(record.Body) is { } gone)
        {
            DigestText.Write(gone, key[^HalfLength..]);
            rows.Remove(key);
        }
    }

    /// <summary>The first half of a claim's digest: by it a claim is known.</summary>
    public static UInt128 Half(ReadOnlySpan<byte> digest) => BinaryPrimitives.ReadUInt128BigEndian(digest);

    /// <summary>The claim that a record takes back; null where its body names none.</summary>
    public static UInt128? Gone(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("digest"u8))
                    return json.Read() && DigestText.TryRead(json.ValueSpan, out var half) ? half : null;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
        }

        return null;
    }
}

/// <summary>Halves of digests as 32 hexadecimal digits.</summary>
internal static class DigestText
{
    public static void Write(UInt128 half, Span<byte> to)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, half);
        Convert.TryToHexStringLower(bytes, to, out _);
    }

    public static string Of(UInt128 half) => half.ToString("x32", null);

    public static bool TryRead(ReadOnlySpan<byte> text, out UInt128 half)
    {
        half = default;
        Span<byte> bytes = stackalloc byte[16];
        if (text.Length != 32 || Convert.FromHexString(text, bytes, out _, out _) != OperationStatus.Done) return false;
        half = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }
}
