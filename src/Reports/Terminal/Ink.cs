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

    private const char Escape = '\uE000';

    /// <summary>The text as a screen may see it: what came from the estate steers no terminal.</summary>
    public static string Safe(string text) =>
        string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = from[i] == Escape ? '\e' : (char.IsControl(from[i]) && from[i] != '\n') || from[i] is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? '\uFFFD' : from[i];
        });

    private string Paint(string code, string text) => colour ? $"{Escape}[{code}m{text}{Escape}[0m" : text;
}
