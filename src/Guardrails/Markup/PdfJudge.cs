using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Markup;

/// <summary>Finds what a PDF hides and what acts in it. Nothing is rendered or run.</summary>
public static partial class PdfJudge
{
    private const int Most = 200;

    /// <summary>What a PDF hides; null where the bytes are no PDF.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="shown">The text that its pages show, for another judge.</param>
    public static Concealed? Find(ReadOnlySpan<byte> file, out string shown)
    {
        shown = "";
        var mark = file[..Math.Min(file.Length, 1024)].IndexOf("%PDF-"u8);
        if (mark < 0) return null;
        var rest = new StringBuilder();
        var streams = PdfStreams.Of(file, rest, out var isWhole);
        var objects = new StringBuilder(rest.ToString());
        foreach (var stream in streams.Where(s => s.Head.Contains("/ObjStm", StringComparison.Ordinal))) objects.Append('\n').Append(Encoding.Latin1.GetString(stream.Data));
        var text = objects.ToString();
        var active = new List<ActivePart>();
        Acts(text, active);
        var glyphs = Glyphs(streams);
        var page = Page(text);
        var (hidden, seen) = (new List<HiddenPart>(), new StringBuilder());
        foreach (var stream in streams)
        {
            if (hidden.Count >= Most || stream.Head.Contains("/ObjStm", StringComparison.Ordinal) || !IsContent(stream.Data)) continue;
            var reader = new PdfText(stream.Data, glyphs, page);
            reader.Run();
            if (reader.Hidden.Trim().Length > 3) hidden.Add(new HiddenPart(stream.Start, stream.Data.Length, reader.Why, reader.Hidden, true));
            if (seen.Length < 1 << 20) seen.Append(reader.Shown).Append('\n');
        }

        foreach (Match note in Notes().Matches(text)) if (hidden.Count < Most && note.Groups["text"].Length > 12) hidden.Add(new HiddenPart(0, note.Length, "stands in a note or in what describes the document", note.Groups["text"].Value, false));
        shown = seen.ToString();
        return new Concealed(hidden, active, isWhole && !text.Contains("/Encrypt", StringComparison.Ordinal));
    }

    private static void Acts(string text, List<ActivePart> active)
    {
        foreach (Match match in Actions().Matches(text))
        {
            if (active.Count >= Most) return;
            active.Add(new ActivePart(0, match.Value switch
            {
                "/Launch" => "starts a program when it is opened or clicked",
                "/JavaScript" or "/JS" => "runs a script when it is opened or clicked",
                "/EmbeddedFile" or "/EmbeddedFiles" => "carries another file in it",
                _ => "sends data or opens another document by itself",
            }));
        }
    }

    private static bool IsContent(byte[] data) => data.AsSpan().IndexOf("BT"u8) >= 0 && (data.AsSpan().IndexOf("Tj"u8) >= 0 || data.AsSpan().IndexOf("TJ"u8) >= 0);

    private static (double, double) Page(string text)
    {
        var match = Boxes().Match(text);
        return match.Success ? (double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), double.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture)) : (0, 0);
    }

    // What the glyphs of all fonts stand for; two fonts that differ leave a glyph out.
    private static Dictionary<int, string> Glyphs(List<PdfStream> streams)
    {
        var glyphs = new Dictionary<int, string>();
        foreach (var stream in streams.Where(s => s.Data.AsSpan().IndexOf("beginbf"u8) >= 0))
        {
            var map = Encoding.Latin1.GetString(stream.Data);
            foreach (Match range in Ranges().Matches(map))
            {
                var (from, to, letter) = (Code(range.Groups[1].Value), Code(range.Groups[2].Value), Code(range.Groups[3].Value));
                for (var i = from; i <= to && i - from < 65536 && glyphs.Count < 200_000; i++) Set(glyphs, i, ((char)(letter + i - from)).ToString());
            }

            foreach (Match one in Ones().Matches(map)) if (glyphs.Count < 200_000) Set(glyphs, Code(one.Groups[1].Value), Letters(one.Groups[2].Value));
        }

        return glyphs;
    }

    private static void Set(Dictionary<int, string> glyphs, int glyph, string letter) => glyphs.TryAdd(glyph, letter);

    private static int Code(string hex) => int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : 0;

    private static string Letters(string hex) => hex.Length is > 0 and <= 64 && hex.Length % 4 == 0 ? Encoding.BigEndianUnicode.GetString(Convert.FromHexString(hex)) : ((char)Code(hex)).ToString();

    [GeneratedRegex(@"/(?:JavaScript|JS|Launch|EmbeddedFiles?|SubmitForm|ImportData|GoToR|GoToE)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Actions();

    [GeneratedRegex(@"/MediaBox\s*\[\s*-?[\d.]+\s+-?[\d.]+\s+(\d{1,6}(?:\.\d{1,6})?)\s+(\d{1,6}(?:\.\d{1,6})?)\s*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Boxes();

    [GeneratedRegex(@"/(?:Contents|Title|Subject|Keywords|TU|Alt|ActualText)\s*\((?<text>(?:[^()\\]|\\.){4,4000})\)", RegexOptions.CultureInvariant)]
    private static partial Regex Notes();

    [GeneratedRegex(@"<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{2,8})>", RegexOptions.CultureInvariant)]
    private static partial Regex Ranges();

    [GeneratedRegex(@"^\s*<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{2,64})>\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Ones();
}
