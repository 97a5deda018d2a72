using System.Xml;
using System.Xml.Linq;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>Reads XML without document types, entities or anything from elsewhere.</summary>
internal static class Markup
{
    private const int Deepest = 128;

    /// <summary>The root; null, with a problem, where the text is no such XML.</summary>
    public static XElement? Read(Project project)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 16 << 20, CloseInput = true };
        try
        {
            using (var probe = XmlReader.Create(new StringReader(project.Text), settings))
            {
                while (probe.Read()) if (probe.Depth > Deepest) throw new XmlException($"nested deeper than {Deepest} levels");
            }

            using var reader = XmlReader.Create(new StringReader(project.Text), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root;
        }
        catch (XmlException e)
        {
            project.Fail($"`{project.File.Path}` is not xml that is read here, at line {Math.Max(1, e.LineNumber)}");
            return null;
        }
    }

    /// <summary>The 1-based line of an element.</summary>
    public static int Line(XElement element) => ((IXmlLineInfo)element).LineNumber;
}
