using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;

namespace Plumbline.Reports.Terminal;

/// <summary>Colour for severities and planes; nothing else has any.</summary>
internal sealed class Ink(bool colour)
{
    public string Of(Severity severity, string text) => Paint(severity switch
    {
        Severity.Critical => "1;31",
        Severity.High => "31",
        Severity.Medium => "33",
        _ => "2",
    }, text);

    public string Of(Plane plane, string text) => Paint(plane switch
    {
        Plane.Approved => "32",
        Plane.Declared => "36",
        Plane.Deployed => "34",
        _ => "35",
    }, text);

    public string Of(Verdict verdict, string text) => Paint(verdict switch
    {
        Verdict.Fail => "31",
        Verdict.NotEvaluable => "33",
        Verdict.Pass => "32",
        _ => "2",
    }, text);

    public string Bold(string text) => Paint("1", text);

    public string Faint(string text) => Paint("2", text);

    // A character for private use. What the estate itself writes with it is not a colour, unless it is exactly one of ours.
    private const char Escape = '\uE000';
    private static readonly string[] Ours = ["[0m", "[1m", "[2m", "[1;31m", "[31m", "[32m", "[33m", "[34m", "[35m", "[36m"];

    /// <summary>The text as a screen may see it: what came from the estate steers no terminal.</summary>
    public string Safe(string text)
    {
        var plain = text.ToCharArray();
        for (var i = 0; i < plain.Length; i++)
        {
            var c = plain[i];
            if (c == Escape) plain[i] = colour && Array.Exists(Ours, o => text.AsSpan(i + 1).StartsWith(o, StringComparison.Ordinal)) ? '\e' : Plain.Instead;
            else if ((char.IsControl(c) && c != '\n') || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')) plain[i] = Plain.Instead;
        }

        return new string(plain);
    }

    private string Paint(string code, string text) => colour ? $"{Escape}[{code}m{text}{Escape}[0m" : text;
}
