using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Plumbline.Posture.Rules;

/// <summary>Reads YAML (and so JSON) into <see cref="YamlNode"/>s, bounded in size, depth and expansion.</summary>
public static class YamlText
{
    /// <summary>Longest text read, in characters.</summary>
    public const int LongestText = 8 << 20;

    private const int Deepest = 64;
    private const int MostNodes = 400_000;

    /// <summary>All documents of a text, or one sentence that says what is wrong and where.</summary>
    public static ImmutableArray<YamlNode> Read(string text, out string? error)
    {
        error = null;
        if (text.Length > LongestText)
        {
            error = $"the text has {text.Length} characters, more than {LongestText}";
            return [];
        }

        try
        {
            return new Reading(new Parser(new Scanner(new StringReader(text)))).Documents();
        }
        catch (YamlException e)
        {
            error = $"line {e.Start.Line}: {Sentence(e.Message)}";
        }
        catch (TooLarge e)
        {
            error = e.Message;
        }

#pragma warning disable CA1031 // the library's scanner breaks in many ways on hostile text; none of them may stop a scan
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            error = "not yaml: the text cannot be scanned";
        }

        return [];
    }

    private static string Sentence(string message) =>
        message.Length == 0 ? "not yaml" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.').ReplaceLineEndings(" ");

    private sealed class TooLarge(string message) : Exception(message);

    private sealed class Reading(Parser parser)
    {
        private readonly Dictionary<AnchorName, (YamlNode Node, int Size)> anchors = [];
        private int nodes;

        public ImmutableArray<YamlNode> Documents()
        {
            var documents = ImmutableArray.CreateBuilder<YamlNode>();
            parser.Consume<StreamStart>();
            while (!parser.Accept<StreamEnd>(out _))
            {
                parser.Consume<DocumentStart>();
                documents.Add(Node(0));
                parser.Consume<DocumentEnd>();
                anchors.Clear();
            }

            return documents.DrainToImmutable();
        }

        private YamlNode Node(int depth)
        {
            if (depth > Deepest) throw new TooLarge($"nested deeper than {Deepest} levels");
            Count(1);
            if (parser.TryConsume<AnchorAlias>(out var alias)) return Expand(alias);
            var before = nodes;
            var (node, anchor) = Read(depth);
            if (!anchor.IsEmpty) anchors[anchor] = (node, nodes - before + 1);
            return node;
        }

        private (YamlNode Node, AnchorName Anchor) Read(int depth)
        {
            if (parser.TryConsume<Scalar>(out var scalar))
            {
                var quoted = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || scalar.Tag.Equals(new TagName("tag:yaml.org,2002:str"));
                return (new YamlScalar((int)scalar.Start.Line, scalar.Value, quoted) { Tag = Local(scalar.Tag) }, scalar.Anchor);
            }

            if (parser.TryConsume<SequenceStart>(out var sequence))
            {
                var items = ImmutableArray.CreateBuilder<YamlNode>();
                while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
                return (new YamlList((int)sequence.Start.Line, items.DrainToImmutable()) { Tag = Local(sequence.Tag) }, sequence.Anchor);
            }

            var mapping = parser.Consume<MappingStart>();
            return (Mapping((int)mapping.Start.Line, depth) with { Tag = Local(mapping.Tag) }, mapping.Anchor);
        }

        private static string? Local(TagName tag) => tag is { IsEmpty: false, IsNonSpecific: false } && tag.Value is ['!', not '!', ..] ? tag.Value : null;

        private YamlMap Mapping(int line, int depth)
        {
            var entries = ImmutableArray.CreateBuilder<(string, YamlNode)>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (!parser.TryConsume<Scalar>(out var key)) throw new TooLarge($"line {parser.Current?.Start.Line}: a key must be plain text");
                if (key.Value == "<<" && key.Style == ScalarStyle.Plain)
                {
                    foreach (var entry in Merged(Node(depth + 1))) if (seen.Add(entry.Key)) entries.Add(entry);
                    continue;
                }

                var node = Node(depth + 1);
                if (!seen.Add(key.Value)) throw new TooLarge($"line {key.Start.Line}: key `{key.Value}` is there twice");
                entries.Add((key.Value, node));
            }

            return new YamlMap(line, entries.DrainToImmutable());
        }

        private static IEnumerable<(string Key, YamlNode Node)> Merged(YamlNode node) =>
            node is YamlList list ? list.Nodes.OfType<YamlMap>().SelectMany(m => m.Entries) : node is YamlMap map ? map.Entries : [];

        private YamlNode Expand(AnchorAlias alias)
        {
            if (!anchors.TryGetValue(alias.Value, out var found)) throw new TooLarge($"line {alias.Start.Line}: alias `{alias.Value}` has no anchor before it");
            Count(found.Size);
            return found.Node;
        }

        private void Count(int more)
        {
            nodes += more;
            if (nodes > MostNodes) throw new TooLarge($"expands to more than {MostNodes} nodes");
        }
    }
}
