using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Store.Records;

/// <summary>Claims as the bodies of records: keys in one order, so that the same claim is the same bytes.</summary>
public sealed class ClaimText : IDisposable
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;

    /// <summary>A writer for many claims.</summary>
    public ClaimText() => json = new Utf8JsonWriter(buffer, Readable);

    /// <summary>The claim as UTF-8 JSON; valid until the next one is written.</summary>
    public ReadOnlySpan<byte> Write(Claim claim)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("kind"u8, claim.Subject.Kind.Name());
        json.WriteString("key"u8, claim.Subject.Key);
        json.WriteString("property"u8, claim.Property);
        json.WriteString("plane"u8, claim.Plane.Name());
        json.WritePropertyName("value"u8);
        ValueText.Write(json, claim.Value);
        WriteOrigin(claim.Origin);
        if (claim.Time != DateTimeOffset.MinValue) json.WriteString("time"u8, Instant.Write(claim.Time));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    /// <inheritdoc/>
    public void Dispose() => json.Dispose();

    private void WriteOrigin(Origin origin)
    {
        json.WriteString("source"u8, origin.Source);
        if (origin.File is { } file) json.WriteString("file"u8, file);
        if (origin.Line != 0) json.WriteNumber("line"u8, origin.Line);
        if (origin.Event is { } id) json.WriteString("event"u8, id);
        if (origin.Api is { } api) json.WriteString("api"u8, api);
    }

    /// <summary>Reads a claim back; null where the text is none.</summary>
    public static Claim? Read(ReadOnlySpan<byte> body, Texts texts)
    {
        try
        {
            return ReadBody(body, texts);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static Claim? ReadBody(ReadOnlySpan<byte> body, Texts texts)
    {
        var json = new Utf8JsonReader(body);
        string? kind = null, key = null, property = null, plane = null, source = null, file = null, id = null, api = null;
        var (line, time, value) = (0, DateTimeOffset.MinValue, Cel.Types.Value.Null);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            json.Read();
            if (name.SequenceEqual("value"u8)) value = ValueText.Read(ref json, texts);
            else if (name.SequenceEqual("kind"u8)) kind = texts.Of(ref json);
            else if (name.SequenceEqual("key"u8)) key = texts.Of(ref json);
            else if (name.SequenceEqual("property"u8)) property = texts.Of(ref json);
            else if (name.SequenceEqual("plane"u8)) plane = texts.Of(ref json);
            else if (name.SequenceEqual("source"u8)) source = texts.Of(ref json);
            else if (name.SequenceEqual("file"u8)) file = texts.Of(ref json);
            else if (name.SequenceEqual("line"u8)) line = json.GetInt32();
            else if (name.SequenceEqual("event"u8)) id = json.GetString();
            else if (name.SequenceEqual("api"u8)) api = texts.Of(ref json);
            else if (name.SequenceEqual("time"u8)) time = Instant.Read(json.ValueSpan);
            else json.Skip();
        }

        return kind is not null && key is not null && property is not null && plane is not null && source is not null
            && KebabCase.TryParse<AssetKind>(kind, out var asset) && KebabCase.TryParse<Plane>(plane, out var speaks)
            ? new Claim(new AssetId(asset, key), property, speaks, value, texts.Place(new Origin(source, file, line, id, api)), time) : null;
    }
}
