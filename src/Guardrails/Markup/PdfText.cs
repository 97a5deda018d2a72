using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Markup;

/// <summary>Reads the text of a page's content, and which of it is not seen: invisible mode, white, tiny, outside the page.</summary>
internal sealed class PdfText(byte[] data, IReadOnlyDictionary<int, string> glyphs, (double Width, double Height) page)
{
    private const int MostSteps = 2_000_000;

    private readonly List<string> operands = [];
    private readonly StringBuilder hidden = new();
    private readonly StringBuilder shown = new();
    private readonly Stack<(bool White, int Mode, double Scale)> kept = new();
    private string why = "";
    private int at;
    private double size = 12;
    private double scale = 1;
    private double transform = 1;
    private (double X, double Y) place;
    private bool isWhite;
    private int mode;

    /// <summary>What is not seen.</summary>
    public string Hidden => hidden.ToString();

    /// <summary>What is seen.</summary>
    public string Shown => shown.ToString();

    /// <summary>How the first of it is hidden.</summary>
    public string Why => why;

    /// <summary>Reads the content.</summary>
    public void Run()
    {
        for (var steps = 0; at < data.Length && steps < MostSteps; steps++)
        {
            var c = (char)data[at];
            if (char.IsWhiteSpace(c) || c == 0) at++;
            else if (c == '(') operands.Add(Literal());
            else if (c == '<' && at + 1 < data.Length && data[at + 1] != '<') operands.Add(Hex());
            else if (c is '[' or ']' or '<' or '>' or '{' or '}') at++;
            else if (c == '%') while (at < data.Length && data[at] is not ((byte)'\n' or (byte)'\r')) at++;
            else Word();
            if (operands.Count > 2000) operands.RemoveRange(0, 1000);
        }
    }

    private void Word()
    {
        var start = at++;
        while (at < data.Length && !char.IsWhiteSpace((char)data[at]) && (char)data[at] is not ('(' or ')' or '<' or '>' or '[' or ']' or '/' or '%')) at++;
        var word = Encoding.Latin1.GetString(data, start, at - start);
        if (word[0] is '/' || char.IsAsciiDigit(word[0]) || word[0] is '-' or '+' or '.') { operands.Add("#" + word); return; }
        Do(word);
        operands.Clear();
    }

    private void Do(string operation)
    {
        switch (operation)
        {
            case "q": if (kept.Count < 100) kept.Push((isWhite, mode, transform)); break;
            case "Q": if (kept.TryPop(out var before)) (isWhite, mode, transform) = before; break;
            case "cm": transform *= Math.Max(Math.Abs(Number(6)), Math.Abs(Number(5))); break;
            case "Tr": mode = (int)Number(1); break;
            case "Tf": size = Math.Abs(Number(1)); break;
            case "Tm": scale = Math.Max(Math.Abs(Number(6)), Math.Abs(Number(5))); place = (Number(2), Number(1)); break;
            case "Td" or "TD": place = (place.X + (Number(2) * scale), place.Y + (Number(1) * scale)); break;
            case "BT": (scale, place) = (1, (0, 0)); break;
            case "rg": isWhite = Number(3) > 0.96 && Number(2) > 0.96 && Number(1) > 0.96; break;
            case "g": isWhite = Number(1) > 0.96; break;
            case "k": isWhite = Number(4) + Number(3) + Number(2) + Number(1) < 0.04; break;
            case "sc" or "scn": isWhite = operands.Count is 1 or 3 && operands.All(o => o.StartsWith('#')) && Enumerable.Range(1, operands.Count).All(n => Number(n) > 0.96); break;
            case "Tj" or "TJ" or "'" or "\"": Show(); break;
            case "T*" or "ET": Append(" "); break;
            default: break;
        }
    }

    private void Show()
    {
        foreach (var part in operands.Where(o => o.Length > 0 && o[0] == '=')) Append(part[1..]);
        if (operands.Any(o => o.StartsWith("#-", StringComparison.Ordinal) && o.Length > 4)) Append(" ");
    }

    private void Append(string text)
    {
        var effective = size * scale * transform;
        var reason = mode == 3 ? "is written in invisible letters" : isWhite ? "is written in white" : effective is > 0 and < 1.6 ? "is too small to be read"
            : page.Width > 0 && transform == 1 && (place.X < -50 || place.Y < -50 || place.X > page.Width + 50 || place.Y > page.Height + 50) ? "lies outside the page" : "";
        if (reason.Length == 0) { if (shown.Length < 1 << 20) shown.Append(text); return; }
        if (why.Length == 0 && text.Trim().Length > 0) why = reason;
        if (hidden.Length < 1 << 20) hidden.Append(text);
    }

    // Texts are kept with `=` before them, all else with `#`.
    private string Literal()
    {
        var bytes = new List<byte>();
        var depth = 0;
        for (; at < data.Length; at++)
        {
            var b = data[at];
            if (b == '\\' && at + 1 < data.Length) { Escaped(bytes); continue; }
            if (b == '(' && ++depth == 1) continue;
            if (b == ')' && --depth == 0) { at++; break; }
            if (bytes.Count < 64 * 1024) bytes.Add(b);
        }

        return "=" + Letters([.. bytes]);
    }

    private void Escaped(List<byte> bytes)
    {
        var next = data[++at];
        if (next is >= (byte)'0' and <= (byte)'7')
        {
            var (value, n) = (0, 0);
            while (n < 3 && at < data.Length && data[at] is >= (byte)'0' and <= (byte)'7') { value = (value * 8) + data[at++] - '0'; n++; }
            at--;
            bytes.Add((byte)value);
        }
        else if (next is not ((byte)'\n' or (byte)'\r')) bytes.Add(next switch { (byte)'n' => (byte)'\n', (byte)'r' => (byte)'\r', (byte)'t' => (byte)'\t', _ => next });
    }

    private string Hex()
    {
        var digits = new StringBuilder();
        for (at++; at < data.Length && data[at] != '>'; at++) if (char.IsAsciiHexDigit((char)data[at]) && digits.Length < 128 * 1024) digits.Append((char)data[at]);
        at++;
        if ((digits.Length & 1) == 1) digits.Append('0');
        return "=" + Letters(Convert.FromHexString(digits.ToString()));
    }

    // Two bytes a letter where the fonts say what their glyphs are, else one.
    private string Letters(byte[] bytes)
    {
        if (glyphs.Count == 0 || (bytes.Length & 1) == 1) return Encoding.Latin1.GetString(bytes);
        var text = new StringBuilder();
        for (var i = 0; i < bytes.Length; i += 2)
        {
            if (!glyphs.TryGetValue((bytes[i] << 8) | bytes[i + 1], out var letter)) return Encoding.Latin1.GetString(bytes);
            text.Append(letter);
        }

        return text.ToString();
    }

    private double Number(int fromEnd)
    {
        var index = operands.Count - fromEnd;
        return index >= 0 && operands[index] is ['#', .. var digits] && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
