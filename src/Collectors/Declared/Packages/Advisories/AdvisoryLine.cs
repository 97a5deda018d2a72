using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.Packages.Advisories;

/// <summary>One line of an index: ecosystem, package and id as plain text, then the advisory as JSON, apart by tabs.</summary>
/// <remarks>Which package a line is about is told without reading its JSON: an index has hundreds of thousands.</remarks>
public sealed class AdvisoryLine : IComparable<AdvisoryLine>
{
    private readonly byte[] text;
    private readonly int json;

    private AdvisoryLine(byte[] text, string ecosystem, string package, string id, int json) =>
        (this.text, Ecosystem, Package, Id, this.json) = (text, ecosystem, package, id, json);

    /// <summary>The ecosystem.</summary>
    public string Ecosystem { get; }

    /// <summary>The package.</summary>
    public string Package { get; }

    /// <summary>The advisory.</summary>
    public string Id { get; }

    /// <summary>The whole line, UTF-8.</summary>
    public ReadOnlySpan<byte> Text => text;

    /// <summary>An advisory as a line.</summary>
    public static AdvisoryLine Of(Advisory advisory)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var head = Encoding.UTF8.GetBytes($"{Clean(advisory.Ecosystem)}\t{Clean(advisory.Package)}\t{Clean(advisory.Id)}\t");
        buffer.Write(head);
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, advisory);
        return new AdvisoryLine(buffer.WrittenSpan.ToArray(), Clean(advisory.Ecosystem), Clean(advisory.Package), Clean(advisory.Id), head.Length);
    }

    /// <summary>Reads a line; null where it is none.</summary>
    public static AdvisoryLine? Read(byte[] line)
    {
        Span<int> tabs = stackalloc int[3];
        var at = 0;
        for (var i = 0; i < 3; i++)
        {
            var next = line.AsSpan(at).IndexOf((byte)'\t');
            if (next < 0) return null;
            tabs[i] = at + next;
            at = tabs[i] + 1;
        }

        string Part(int from, int to) => Encoding.UTF8.GetString(line, from, to - from);
        return new AdvisoryLine(line, Part(0, tabs[0]), Part(tabs[0] + 1, tabs[1]), Part(tabs[1] + 1, tabs[2]), at);
    }

    /// <summary>The advisory; null where the line is damaged.</summary>
    public Advisory? ToAdvisory()
    {
        using var document = Json.Parse(text.AsMemory(json), out _);
        if (document is null) return null;
        var root = document.RootElement;
        return new Advisory(
            Ecosystem, Package, Id, [.. Texts(root, "a")], root.Text("s") ?? "", root.At("c") is { ValueKind: JsonValueKind.Number } c && c.TryGetDouble(out var score) ? score : 0, root.Text("t") ?? "",
            [.. root.Elements("r").Select(r => new AffectedRange([.. Events(r)]))], [.. Texts(root, "v")]);
    }

    /// <inheritdoc/>
    public int CompareTo(AdvisoryLine? other)
    {
        if (other is null) return 1;
        var order = string.CompareOrdinal(Ecosystem, other.Ecosystem);
        if (order == 0) order = string.CompareOrdinal(Package, other.Package);
        return order != 0 ? order : string.CompareOrdinal(Id, other.Id);
    }

    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c)));

    private static void Write(Utf8JsonWriter writer, Advisory advisory)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("a");
        foreach (var alias in advisory.Aliases) writer.WriteStringValue(alias);
        writer.WriteEndArray();
        writer.WriteString("s", advisory.Severity);
        writer.WriteNumber("c", advisory.Score);
        writer.WriteString("t", advisory.Summary);
        writer.WriteStartArray("r");
        foreach (var range in advisory.Ranges)
        {
            writer.WriteStartArray();
            foreach (var step in range.Events)
            {
                writer.WriteNumberValue((int)step.Kind);
                writer.WriteStringValue(step.Version);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("v");
        foreach (var version in advisory.Versions) writer.WriteStringValue(version);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static IEnumerable<string> Texts(JsonElement root, string name) =>
        root.Elements(name).Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!);

    private static IEnumerable<RangeEvent> Events(JsonElement range)
    {
        if (range.ValueKind != JsonValueKind.Array) yield break;
        var all = range.EnumerateArray().ToList();
        for (var i = 0; i + 1 < all.Count; i += 2)
            if (all[i].ValueKind == JsonValueKind.Number && all[i].TryGetInt32(out var kind) && kind is >= 0 and <= 3 && all[i + 1].ValueKind == JsonValueKind.String)
                yield return new RangeEvent((RangeEventKind)kind, all[i + 1].GetString()!);
    }
}
