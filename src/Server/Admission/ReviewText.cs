using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plumbline.Server.Admission;

/// <summary>Writes answers as AdmissionReviews.</summary>
internal static class ReviewText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>Writes one.</summary>
    public static void Write(IBufferWriter<byte> output, string apiVersion, string uid, Answer answer)
    {
        var json = writer ??= new Utf8JsonWriter(Stream.Null, Plain);
        json.Reset(output);
        json.WriteStartObject();
        json.WriteString("apiVersion"u8, apiVersion);
        json.WriteString("kind"u8, "AdmissionReview"u8);
        json.WriteStartObject("response"u8);
        json.WriteString("uid"u8, uid);
        json.WriteBoolean("allowed"u8, answer.IsAllowed);
        if (!answer.IsAllowed)
        {
            json.WriteStartObject("status"u8);
            json.WriteString("status"u8, "Failure"u8);
            json.WriteString("message"u8, answer.Message);
            json.WriteString("reason"u8, answer.Code == 403 ? "Forbidden"u8 : "BadRequest"u8);
            json.WriteNumber("code"u8, answer.Code);
            json.WriteEndObject();
        }

        if (answer.IsAi) WriteNotes(json, answer);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        json.Reset(Stream.Null);
    }

    private static void WriteNotes(Utf8JsonWriter json, Answer answer)
    {
        var isOpen = false;
        foreach (var warning in answer.Warnings())
        {
            if (!isOpen) json.WriteStartArray("warnings"u8);
            isOpen = true;
            json.WriteStringValue(warning);
        }

        if (isOpen) json.WriteEndArray();
        json.WriteStartObject("auditAnnotations"u8);
        foreach (var (key, text) in answer.Audit()) json.WriteString(key, text);
        json.WriteEndObject();
    }
}
