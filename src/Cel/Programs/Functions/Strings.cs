using System.Text.RegularExpressions;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>Tests of strings.</summary>
internal static class Strings
{
    private const int LongestPattern = 2_000;

    public static IEnumerable<Overload> All { get; } =
    [
        new("(string).contains(string): bool", static a => Value.Of(a[0].AsString!.Contains(a[1].AsString!, StringComparison.Ordinal))),
        new("(string).startsWith(string): bool", static a => Value.Of(a[0].AsString!.StartsWith(a[1].AsString!, StringComparison.Ordinal))),
        new("(string).endsWith(string): bool", static a => Value.Of(a[0].AsString!.EndsWith(a[1].AsString!, StringComparison.Ordinal))),
        new("(string).covers(string): bool", static a => Value.Of(Glob.Covers(a[0].AsString!, a[1].AsString!))),
        new("(string).matches(string): bool", Matches),
        new("matches(string, string): bool", Matches),
    ];

    /// <summary>The compiled pattern, or an error value.</summary>
    public static (Regex? Regex, Value Error) Pattern(string pattern)
    {
        if (pattern.Length > LongestPattern) return (null, Value.Error($"a pattern has at most {LongestPattern} characters"));
        try
        {
            return (new Regex(Translated(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), default);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return (null, Value.Error($"`{(pattern.Length <= 60 ? pattern : pattern[..60] + "…")}` is not a pattern this engine knows; use RE2 syntax"));
        }
    }

    /// <summary>The pattern, compiled when it is first asked: a rule has to say at once what is wrong with one, and most are never asked.</summary>
    public static (Lazy<Regex>? Regex, Value Error) Later(string pattern)
    {
        if (IsPlain(pattern)) return (new Lazy<Regex>(() => Pattern(pattern).Regex!), default);
        var (regex, error) = Pattern(pattern);
        return regex is null ? (null, error) : (new Lazy<Regex>(regex), default);
    }

    // Groups that look around, refer back or hold on are what an engine without backtracking may refuse; of the rest a quick reading tells all errors.
    private static bool IsPlain(string pattern)
    {
        if (pattern.Length > LongestPattern || pattern.Replace("(?:", "(", StringComparison.Ordinal).Contains("(?", StringComparison.Ordinal)) return false;
        for (var at = pattern.IndexOf('\\'); at >= 0 && at + 1 < pattern.Length; at = pattern.IndexOf('\\', at + 2))
            if (!"dDwWsSbB.-/|[](){}*+?^$\\".Contains(pattern[at + 1])) return false;
        try
        {
            _ = new Regex(Translated(pattern), RegexOptions.CultureInvariant);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The text that a pattern such as `^svc-3.*` asks to start with; null where it asks for more than that.</summary>
    public static string? PlainStart(string pattern)
    {
        if (pattern is not ['^', .. var rest]) return null;
        var text = rest.EndsWith(".*", StringComparison.Ordinal) ? rest[..^2] : rest;
        return text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '/' or ' ') ? text : null;
    }

    /// <summary>RE2 writes `\z` and `(?P&lt;name&gt;…)` where .NET writes otherwise, and `$` means the very end.</summary>
    private static string Translated(string pattern) => Unescaped(pattern.Replace("(?P<", "(?<", StringComparison.Ordinal));

    private static string Unescaped(string pattern)
    {
        if (!pattern.Contains('$')) return pattern;
        var text = new System.Text.StringBuilder(pattern.Length + 4);
        var isMultiline = pattern.Contains("(?m", StringComparison.Ordinal);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length) text.Append(pattern[i++]);
            else if (pattern[i] == '[') inClass = true;
            else if (pattern[i] == ']') inClass = false;
            else if (pattern[i] == '$' && !inClass && !isMultiline)
            {
                text.Append("\\z");
                continue;
            }

            text.Append(pattern[i]);
        }

        return text.ToString();
    }

    private static Value Matches(ReadOnlySpan<Value> a)
    {
        var (regex, error) = Pattern(a[1].AsString!);
        return regex is null ? error : Value.Of(regex.IsMatch(a[0].AsString!));
    }
}
