using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Plumbline.Clouds.Aws.Shapes;

/// <summary>Writes XML answers as the command line prints them.</summary>
/// <param name="Lists">Elements that hold `member`s or `item`s, empty ones too.</param>
/// <param name="Flat">Elements that repeat without one around them, and the name of their list.</param>
/// <param name="Flags">Elements that are true or false.</param>
/// <param name="Numbers">Elements that are numbers.</param>
/// <param name="Encoded">Elements that hold a document in percent encoding.</param>
/// <param name="Renamed">Names that the command line writes otherwise.</param>
internal sealed record XmlShape(
    HashSet<string> Lists, Dictionary<string, string> Flat, HashSet<string> Flags, HashSet<string> Numbers, HashSet<string> Encoded, Dictionary<string, string> Renamed)
{
    private const int Deepest = 48;

    /// <summary>The command line begins each name with a capital.</summary>
    public bool IsCapital { get; init; }

    /// <summary>Parses one bounded document without definitions of its own; null where it is none.</summary>
    public static XElement? Parse(byte[] body)
    {
        if (!body.AsSpan().TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8)) return null;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = body.Length + 1 });
            var depth = 0;
            var text = new MemoryStream(body);
            while (reader.Read()) depth = Math.Max(depth, reader.Depth);
            if (depth > Deepest) return null;
            using var again = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(again);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>One element with all below it.</summary>
    public JsonNode? Of(XElement element)
    {
        var name = element.Name.LocalName;
        if (Lists.Contains(name)) return new JsonArray([.. element.Elements().Select(Of)]);
        if (element.HasElements) return Object(element);
        var text = element.Value;
        if (Flags.Contains(name)) return text.Equals("true", StringComparison.OrdinalIgnoreCase);
        if (Numbers.Contains(name) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        return Encoded.Contains(name) ? Document(text) : text;
    }

    /// <summary>The members of an element.</summary>
    public JsonObject Object(XElement element)
    {
        var made = new JsonObject();
        foreach (var type in element.Attributes().Where(a => a.Name.LocalName == "type" && !a.IsNamespaceDeclaration)) made["Type"] = type.Value;
        foreach (var child in element.Elements())
        {
            var name = child.Name.LocalName;
            if ((Flat.GetValueOrDefault($"{element.Name.LocalName}/{name}") ?? Flat.GetValueOrDefault(name)) is { Length: > 0 } list)
            {
                if (made[list] is not JsonArray all) made[list] = all = [];
                all.Add(Of(child));
            }
            else made[Name(name)] = Of(child);
        }

        return made;
    }

    private string Name(string name) => Renamed.GetValueOrDefault(name) ?? (IsCapital ? char.ToUpperInvariant(name[0]) + name[1..] : name);

    private static JsonNode? Document(string text)
    {
        var plain = Uri.UnescapeDataString(text);
        return Documents.Parse(Encoding.UTF8.GetBytes(plain)) ?? plain;
    }
}
