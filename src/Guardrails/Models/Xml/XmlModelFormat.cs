using System.Text;
using System.Xml;

namespace Plumbline.Guardrails.Models.Xml;

/// <summary>Models in XML: PMML, and the graphs of OpenVINO. Entities are not resolved, and that there are any is a sign.</summary>
public sealed class XmlModelFormat : IFormat
{
    private const int Longest = 256 << 20;

    /// <inheritdoc/>
    public string Name => "xml-model";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact)
    {
        var head = artifact.Slice(0, 4096);
        if (artifact.Length > Longest || head.TrimStart(" \t\r\n\uFEFF"u8) is not [(byte)'<', ..]) return false;
        return head.IndexOf("<PMML"u8) >= 0 || head.IndexOf("<net "u8) >= 0 && head.IndexOf("<layer"u8) >= 0;
    }

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        var bytes = artifact.Slice(0, (int)Math.Min(artifact.Length, Longest)).ToArray();
        Entities(bytes, judgement);
        if (!judgement.Step(bytes.Length)) return;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersFromEntities = 1024, IgnoreComments = true };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            while (reader.Read() && judgement.Step()) if (reader.NodeType is XmlNodeType.Element && reader.Depth < 512) Element(reader, judgement);
        }
        catch (XmlException)
        {
            judgement.NotScanned("it does not read as XML");
        }
    }

    private static void Element(XmlReader reader, Judgement judgement)
    {
        var (name, at) = (reader.LocalName, (long)((reader as IXmlLineInfo)?.LineNumber ?? 0));
        if (name == "layer")
        {
            var (type, version) = (reader.GetAttribute("type") ?? "", reader.GetAttribute("version") ?? "");
            var isOwn = version.StartsWith("opset", StringComparison.Ordinal) || version is "" or "experimental" or "util" or "ie_internal_opset";
            if (!isOwn || type is "Custom" or "CustomLayer" or "CustomOp") judgement.Sign("custom-operator", Danger.Review, at, $"{type} ({version})", "the operator needs a library beside the runtime");
            if (reader.GetAttribute("library") is { Length: > 0 } library) judgement.Sign("custom-operator", Danger.High, at, library, "it loads a library that it names");
        }
        else if (name.Equals("script", StringComparison.OrdinalIgnoreCase)) judgement.Sign("script", Danger.High, at, name, "a script lies in the model");
        else if (name == "Extension" && reader.GetAttribute("extender") is { } extender && extender.Contains("script", StringComparison.OrdinalIgnoreCase)) judgement.Sign("script", Danger.High, at, extender, "a script lies in the model");
    }

    private static void Entities(ReadOnlySpan<byte> text, Judgement judgement)
    {
        for (var rest = text; rest.IndexOf("<!ENTITY"u8) is var at and >= 0; rest = rest[(at + 8)..])
        {
            var said = rest.Slice(at, Math.Min(512, rest.Length - at));
            var isOutside = said.IndexOf("SYSTEM"u8) >= 0 || said.IndexOf("PUBLIC"u8) >= 0;
            judgement.Sign("xml-entity", isOutside ? Danger.High : Danger.Review, text.Length - rest.Length + at, isOutside ? Encoding.ASCII.GetString(said[..Math.Min(120, Math.Max(0, said.IndexOf((byte)'>')))]) : "entity", isOutside ? "a parser that resolves it reads another file or address" : "it defines entities, which blow up when they are resolved");
            if (!judgement.Step()) return;
        }
    }
}
