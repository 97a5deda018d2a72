using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plumbline.Posture.Registries;

/// <summary>Entries written as a registry/v1 document, which reads back to the same entries.</summary>
public static class RegistryDocument
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>One document of many entries; the versions of a prompt stand together.</summary>
    public static string Of(IEnumerable<EntryVersion> entries) => Text(json =>
    {
        foreach (var section in entries.GroupBy(e => e.Name.Section).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(section.Key);
            if (section.Key == "prompts") foreach (var prompt in section.GroupBy(e => e.Name.Name).OrderBy(g => g.Key, StringComparer.Ordinal)) WritePrompt(prompt, json);
            else foreach (var entry in section.OrderBy(e => e.Name.ToString(), StringComparer.Ordinal)) entry.Content.WriteTo(json);
            json.WriteEndArray();
        }
    });

    /// <summary>
    /// The document of one version as it is enforced: a prompt that states no day, or that was rolled back to, is in force from the moment
    /// at which the ledger says so.
    /// </summary>
    public static string Enforced(EntryVersion entry) => Text(json =>
    {
        json.WriteStartArray(entry.Name.Section);
        if (entry.Name.Section == "prompts") WriteDated(entry, json);
        else entry.Content.WriteTo(json);
        json.WriteEndArray();
    });

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("plumbline", "registry/v1");
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WritePrompt(IGrouping<string, EntryVersion> prompt, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", prompt.Key);
        json.WriteStartArray("versions");
        foreach (var version in prompt.OrderBy(v => v.Proposal.Record)) foreach (var one in Versions(version)) one.WriteTo(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDated(EntryVersion entry, Utf8JsonWriter json)
    {
        var isRolledBack = entry.Activated?.Record > entry.Approved?.Record;
        json.WriteStartObject();
        json.WriteString("name", entry.Name.Name);
        json.WriteStartArray("versions");
        foreach (var version in Versions(entry))
        {
            json.WriteStartObject();
            foreach (var property in version.EnumerateObject().Where(p => !isRolledBack || p.Name != "from")) property.WriteTo(json);
            if (entry.Activated is { } active && (isRolledBack || !version.TryGetProperty("from", out _)))
                json.WriteString("from", active.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<JsonElement> Versions(EntryVersion prompt) =>
        prompt.Content.TryGetProperty("versions", out var versions) && versions.ValueKind == JsonValueKind.Array
            ? versions.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Object) : [];
}
