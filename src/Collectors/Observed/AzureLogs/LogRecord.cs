using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>One record of a log of Azure Monitor, whichever way it was exported: fields are found by name without case, in the record or its `properties`.</summary>
/// <remarks>Event hubs and storage write `properties` as an object, Log Analytics as text in `properties_s` beside columns such as `CallerIPAddress`
/// or `modelName_s`. Only valid while the record is.</remarks>
internal sealed class LogRecord
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> inner = new(StringComparer.Ordinal);

    /// <summary>Reads a record.</summary>
    /// <param name="root">The record.</param>
    /// <param name="nested">Where the text of `properties` is parsed, its document: dispose of it with the record's own.</param>
    public LogRecord(JsonElement root, out JsonDocument? nested)
    {
        nested = null;
        Add(fields, root);
        if (!fields.TryGetValue("properties", out var properties)) return;
        if (properties.ValueKind == JsonValueKind.String && properties.GetString() is ['{', ..] text)
        {
            try
            {
                nested = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), Bounded);
                properties = nested.RootElement;
            }
            catch (JsonException)
            {
                // What the record says beside it still counts.
                return;
            }
        }

        Add(inner, properties);
    }

    /// <summary>When it happened; null where the record does not say.</summary>
    public DateTimeOffset? Time => Moment(Text("time") ?? Text("timegenerated") ?? Text("eventtimestamp"));

    /// <summary>What it is about; null where the record does not say.</summary>
    public ArmId? Resource => ArmId.Parse(Text("resourceid") ?? Text("resourceuri"));

    /// <summary>The first of some fields that holds a text or a number; null where none does.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Plain(fields, name) is { Length: > 0 } text) return text;
            if (Plain(inner, name) is { Length: > 0 } below) return below;
        }

        return null;
    }

    /// <summary>The element of a field; undefined where there is none.</summary>
    public JsonElement Element(string name) => fields.TryGetValue(name, out var own) ? own : inner.GetValueOrDefault(name);

    /// <summary>A whole number; null where the field holds none.</summary>
    public long? Number(string name) => long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    // `value` holds what an activity log writes as a pair of a value and its translation; counts may stand in a list of one.
    private static string? Plain(Dictionary<string, JsonElement> fields, string name)
    {
        if (!fields.TryGetValue(name, out var element)) return null;
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 1) element = element[0];
        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.Object => element.Text("value"),
            _ => null,
        };
    }

    private static void Add(Dictionary<string, JsonElement> fields, JsonElement from)
    {
        if (from.ValueKind != JsonValueKind.Object) return;
        foreach (var property in from.EnumerateObject()) fields.TryAdd(Name(property.Name), property.Value);
    }

    // Log Analytics puts a letter for the type behind a column and an underscore before some: `modelName_s`, `_ResourceId`.
    private static string Name(string column)
    {
        var name = column.TrimStart('_');
        if (name.Length > 2 && name[^2] == '_' && name[^1] is 's' or 'd' or 'g' or 'b' or 't') name = name[..^2];
        return name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
    }

    private static DateTimeOffset? Moment(string? text) => RecordTime.Parse(text)
        ?? (text is { Length: < 40 } && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null);
}
