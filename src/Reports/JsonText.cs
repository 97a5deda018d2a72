using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Plumbline.Posture.Evidence;

namespace Plumbline.Reports;

/// <summary>Writes one JSON document the way every report does: indented, lines ended by LF, letters as they are.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions OnOneLine = Options with { Indented = false };

    /// <summary>The document over several lines.</summary>
    public static void Write(TextWriter to, Action<Utf8JsonWriter> document) => Write(to, document, Options);

    /// <summary>The document on one line: what JSON lines are made of.</summary>
    public static void WriteLine(TextWriter to, Action<Utf8JsonWriter> document) => Write(to, document, OnOneLine);

    /// <summary>A list of texts.</summary>
    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Writes the field where there is something to say.</summary>
    public static void WriteKnown(this Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text)) json.WriteString(name, text);
    }

    /// <summary>A list of objects.</summary>
    public static void List<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T, Utf8JsonWriter> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Where a statement comes from; null where nothing says it.</summary>
    public static void Origin(this Utf8JsonWriter json, Origin? origin)
    {
        if (!Begin(json, origin)) return;
        if (origin!.Line > 0) json.WriteNumber("line", origin.Line);
        End(json, origin);
        json.WriteEndObject();
    }

    /// <summary>Where a statement comes from and when it was so, with every field, as evidence has it; null where nothing says it.</summary>
    public static void Origin(this Utf8JsonWriter json, Origin? origin, DateTimeOffset? time)
    {
        if (!Begin(json, origin)) return;
        if (origin!.Line > 0) json.WriteNumber("line", origin.Line);
        else json.WriteNull("line");
        End(json, origin);
        json.WriteString("time", time is { } at ? Values.Text(at) : null);
        json.WriteEndObject();
    }

    private static bool Begin(Utf8JsonWriter json, Origin? origin)
    {
        if (origin is null)
        {
            json.WriteNull("origin");
            return false;
        }

        json.WriteStartObject("origin");
        json.WriteString("source", origin.Source);
        json.WriteString("file", origin.File);
        return true;
    }

    private static void End(Utf8JsonWriter json, Origin origin)
    {
        json.WriteString("event", origin.Event);
        json.WriteString("api", origin.Api);
    }

    private static void Write(TextWriter to, Action<Utf8JsonWriter> document, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, options)) document(json);
        to.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        to.Write('\n');
    }
}
