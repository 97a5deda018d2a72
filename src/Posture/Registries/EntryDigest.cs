using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plumbline.Posture.Registries;

/// <summary>
/// The digest of a registry entry: SHA-256 over its canonical JSON. Canonical means keys sorted by their UTF-16 units, no white space,
/// numbers as written, texts as they are. Approvals name it, so that nobody can change what was approved.
/// </summary>
public static class EntryDigest
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The entry names one key twice, or holds half a character.</exception>
    public static string Of(JsonElement entry) => Convert.ToHexStringLower(SHA256.HashData(Canonical(entry)));

    /// <summary>What is hashed, in UTF-8.</summary>
    /// <exception cref="FormatException">The entry names one key twice, or holds half a character.</exception>
    public static byte[] Canonical(JsonElement entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using var json = new Utf8JsonWriter(buffer, Plain);
            Write(entry, json);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new FormatException("a text of the entry is not valid unicode", e);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement value, Utf8JsonWriter to)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: WriteObject(value, to); break;
            case JsonValueKind.Array:
                to.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(item, to);
                to.WriteEndArray();
                break;
            case JsonValueKind.String: to.WriteStringValue(value.GetString()); break;
            case JsonValueKind.Number: to.WriteRawValue(value.GetRawText()); break;
            case JsonValueKind.True or JsonValueKind.False: to.WriteBooleanValue(value.GetBoolean()); break;
            default: to.WriteNullValue(); break;
        }
    }

    private static void WriteObject(JsonElement value, Utf8JsonWriter to)
    {
        var last = (string?)null;
        to.WriteStartObject();
        foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            if (property.Name == last) throw new FormatException($"the entry names `{property.Name}` twice");
            to.WritePropertyName(last = property.Name);
            Write(property.Value, to);
        }

        to.WriteEndObject();
    }
}
