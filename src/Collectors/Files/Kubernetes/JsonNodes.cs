using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Reads large JSON answers into the nodes that manifests are read into, with their lines; bounded in depth and number.</summary>
public static class JsonNodes
{
    private const int Deepest = 64;
    private const int Most = 4_000_000;

    /// <summary>The document; null and one sentence where it is none.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="error">Why there is none.</param>
    /// <param name="isStrict">True where a key that is there twice is an error: readers differ in which of the two counts.</param>
    /// <param name="skipped">True for what is checked and left out, by its key, the key of what holds it, and its depth; null: nothing is.</param>
    public static YamlNode? Read(ReadOnlySpan<byte> utf8, out string? error, bool isStrict = false, Func<string, string, int, bool>? skipped = null)
    {
        error = null;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Deepest });
        var reading = new Reading(isStrict, skipped);
        try
        {
            reader.Read();
            var node = reading.Node(ref reader, utf8, "");
            if (reader.Read()) error = "holds more than one document";
            return node;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            error = e is Twice twice ? twice.Message : e is JsonException json ? $"is not json at line {(json.LineNumber ?? 0) + 1}" : "holds a text that is no Unicode";
            return null;
        }
    }

    private sealed class Twice(string message) : JsonException(message);

    private sealed class Reading(bool isStrict, Func<string, string, int, bool>? skipped)
    {
        private const int Few = 16;
        private int nodes;
        private int line = 1;
        private long seen;

        public YamlNode Node(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string under)
        {
            if (++nodes > Most) throw new JsonException($"holds more than {Most} values");
            var at = LineOf(reader.TokenStartIndex, utf8);
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    return Map(ref reader, utf8, under, at);
                case JsonTokenType.StartArray:
                    var items = ImmutableArray.CreateBuilder<YamlNode>();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Node(ref reader, utf8, under));
                    return new YamlList(at, items.DrainToImmutable());
                case JsonTokenType.String:
                    return new YamlScalar(at, reader.ValueSpan.Length == 0 ? "" : reader.GetString()!, true);
                default:
                    return new YamlScalar(at, reader.TokenType switch { JsonTokenType.True => "true", JsonTokenType.False => "false", JsonTokenType.Null => "null", _ => Encoding.UTF8.GetString(reader.ValueSpan) }, false);
            }
        }

        private YamlMap Map(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string under, int at)
        {
            var entries = ImmutableArray.CreateBuilder<(string Key, YamlNode Node)>(4);
            HashSet<string>? keys = null;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var key = Keys.Of(ref reader);
                var depth = reader.CurrentDepth;
                reader.Read();
                var value = skipped?.Invoke(key, under, depth) == true ? Skip(ref reader, utf8) : Node(ref reader, utf8, key);
                if (IsNew(entries, ref keys, key)) entries.Add((key, value));
                else if (isStrict) throw new Twice($"has key `{(key.Length > 60 ? key[..60] + "…" : key)}` twice at line {line}");
            }

            return new YamlMap(at, entries.DrainToImmutable());
        }

        // Objects mostly have few keys: then looking at each costs less than a set.
        private static bool IsNew(ImmutableArray<(string Key, YamlNode Node)>.Builder entries, ref HashSet<string>? keys, string key)
        {
            if (keys is not null) return keys.Add(key);
            for (var i = 0; i < entries.Count; i++)
                if (ReferenceEquals(entries[i].Key, key) || entries[i].Key == key) return false;
            if (entries.Count == Few) keys = [.. entries.Select(e => e.Key), key];
            return true;
        }

        private YamlNode Skip(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
        {
            var at = LineOf(reader.TokenStartIndex, utf8);
            if (reader.TokenType == JsonTokenType.Null) return new YamlScalar(at, "null", false);
            var (start, isObject) = ((int)reader.TokenStartIndex, reader.TokenType == JsonTokenType.StartObject);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) reader.Skip();
            return new JsonSlice(at, start, (int)reader.BytesConsumed - start, isObject);
        }

        private int LineOf(long index, ReadOnlySpan<byte> utf8)
        {
            line += utf8[(int)seen..(int)index].Count((byte)'\n');
            seen = index;
            return line;
        }
    }
}

/// <summary>What was left out of a text, and where in it that stands.</summary>
/// <param name="Line">1-based line on which it starts.</param>
/// <param name="Start">The first byte.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="IsObject">True where it is an object.</param>
public sealed record JsonSlice(int Line, int Start, int Length, bool IsObject) : YamlNode(Line)
{
    /// <inheritdoc/>
    public override Value ToValue() => Value.Null;
}

/// <summary>Keys of objects as texts; those that stand in nearly every object are the same text every time.</summary>
internal static class Keys
{
    private static readonly string[] Usual =
    [
        "name", "value", "env", "image", "labels", "metadata", "spec", "kind", "apiVersion", "containers", "args", "command", "key", "path", "volumes", "volumeMounts", "mountPath", "readOnly", "resources", "limits", "requests", "cpu", "memory",
        "ports", "containerPort", "protocol", "template", "annotations", "namespace", "uid", "configMap", "secret", "items", "valueFrom", "configMapKeyRef", "secretKeyRef", "fieldRef", "fieldPath", "securityContext", "livenessProbe", "readinessProbe",
        "httpGet", "port", "scheme", "exec", "app", "type", "group", "version", "resource", "data", "emptyDir", "projected", "sources", "defaultMode", "serviceAccountName", "imagePullPolicy", "terminationMessagePath", "terminationMessagePolicy",
        "initialDelaySeconds", "periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold", "selector", "matchLabels", "replicas", "strategy", "restartPolicy", "creationTimestamp", "ownerReferences", "controller", "request", "object",
    ];

    private static readonly (byte[] Text, string Key)[]?[] ByLength = Arranged();

    /// <summary>The key at which a reader stands.</summary>
    public static string Of(ref Utf8JsonReader reader)
    {
        var text = reader.ValueSpan;
        if (!reader.ValueIsEscaped && text.Length < ByLength.Length && ByLength[text.Length] is { } same)
            foreach (var (bytes, key) in same)
                if (text.SequenceEqual(bytes)) return key;
        return reader.GetString()!;
    }

    private static (byte[], string)[]?[] Arranged()
    {
        var all = new (byte[], string)[]?[Usual.Max(u => u.Length) + 1];
        foreach (var group in Usual.GroupBy(u => u.Length)) all[group.Key] = [.. group.Select(u => (Encoding.UTF8.GetBytes(u), u))];
        return all;
    }
}
