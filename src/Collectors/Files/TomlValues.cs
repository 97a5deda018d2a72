using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files;

/// <summary>The values of TOML, and the keys they are given to.</summary>
internal sealed partial class TomlValues(TomlCursor cursor)
{
    private const int Deepest = 64;

    /// <summary>Reads `key = value` into a table; a dotted key opens tables on its way.</summary>
    public void KeyValue(TomlTable table, int depth)
    {
        var line = cursor.Line;
        var path = cursor.Keys();
        cursor.Take('=');
        cursor.SkipSpace();
        foreach (var key in path[..^1])
        {
            if (table[key] is null) table.TryAdd(key, cursor.Count(new TomlTable(line, TomlOpening.Dotted)));
            table = table[key] is TomlTable { Opening: TomlOpening.Dotted } open ? open : throw new TomlFault(line, $"`{key}` is no table that a dotted key may add to");
        }

        if (!table.TryAdd(path[^1], Read(depth))) throw new TomlFault(line, $"`{path[^1]}` is there twice");
    }

    private TomlNode Read(int depth)
    {
        if (depth > Deepest) throw cursor.Fault($"nested deeper than {Deepest} levels");
        var line = cursor.Line;
        return cursor.Now switch
        {
            '"' or '\'' => cursor.Count(new TomlScalar(line, TomlKind.Text, TomlText.Read(cursor))),
            '[' => Array(depth),
            '{' => Inline(depth),
            _ => cursor.Count(Plain(line)),
        };
    }

    private TomlArray Array(int depth)
    {
        var array = cursor.Count(new TomlArray(cursor.Line, isOfHeaders: false));
        cursor.Take('[');
        for (cursor.SkipBlank(); !cursor.TryTake(']'); cursor.SkipBlank())
        {
            array.Add(Read(depth + 1));
            cursor.SkipBlank();
            if (cursor.TryTake(',')) continue;
            cursor.Take(']');
            return array;
        }

        return array;
    }

    private TomlTable Inline(int depth)
    {
        var table = cursor.Count(new TomlTable(cursor.Line, TomlOpening.Inline));
        cursor.Take('{');
        cursor.SkipSpace();
        if (cursor.TryTake('}')) return table;
        do
        {
            KeyValue(table, depth + 1);
            cursor.SkipSpace();
        }
        while (cursor.TryTake(','));
        cursor.Take('}');
        Close(table);
        return table;
    }

    private static void Close(TomlTable table)
    {
        table.Opening = TomlOpening.Inline;
        foreach (var (_, child) in table.Entries) if (child is TomlTable { Opening: TomlOpening.Dotted } inner) Close(inner);
    }

    private TomlScalar Plain(int line)
    {
        var word = Word();
        if (word is "true" or "false") return new TomlScalar(line, TomlKind.Boolean, word);
        if (Whole(word) is { } whole) return new TomlScalar(line, TomlKind.Integer, whole.ToString(CultureInfo.InvariantCulture));
        if (Floats().IsMatch(word)) return new TomlScalar(line, TomlKind.Float, word.Replace("_", "", StringComparison.Ordinal));
        if (IsDate(word)) return new TomlScalar(line, TomlKind.Date, word);
        throw cursor.Fault(word.Length == 0 ? "a value must come here" : "a value is neither quoted text, number, boolean nor date");
    }

    private string Word()
    {
        var start = cursor.At;
        Skip();
        // A date and its time may stand apart by one blank.
        if (cursor.At - start == 10 && cursor.Text[start + 4] == '-' && cursor.Now == ' ' && cursor.At + 1 < cursor.Text.Length && char.IsAsciiDigit(cursor.Text[cursor.At + 1]))
        {
            cursor.At++;
            Skip();
        }

        return cursor.Text[start..cursor.At];
    }

    private void Skip()
    {
        while (char.IsAsciiLetterOrDigit(cursor.Now) || cursor.Now is '_' or '+' or '-' or '.' or ':') cursor.At++;
    }

    private long? Whole(string word)
    {
        var plain = word.Replace("_", "", StringComparison.Ordinal);
        if (Decimals().IsMatch(word))
            return long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw cursor.Fault("a whole number has more than 64 bits");
        if (!Prefixed().IsMatch(word)) return null;
        var numberBase = plain[1] switch { 'x' => 16, 'o' => 8, _ => 2 };
        try
        {
            return Convert.ToInt64(plain[2..], numberBase) is >= 0 and var read ? read : throw cursor.Fault("a whole number has more than 64 bits");
        }
        catch (OverflowException)
        {
            throw cursor.Fault("a whole number has more than 64 bits");
        }
    }

    private static bool IsDate(string word)
    {
        if (Dates().Match(word) is not { Success: true } match) return false;
        if (match.Groups["date"].Success && !DateOnly.TryParseExact(match.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return false;
        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        return Part("h") < 24 && Part("m") < 60 && Part("s") <= 60 && Part("oh") < 24 && Part("om") < 60;
    }

    [GeneratedRegex(@"^[+-]?(?:0|[1-9](?:_?[0-9])*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Prefixed();

    [GeneratedRegex(@"^[+-]?(?:inf|nan|(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Floats();

    [GeneratedRegex(
        @"^(?:(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ](?<h>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})(?:\.[0-9]+)?(?:[Zz]|[+-](?<oh>[0-9]{2}):(?<om>[0-9]{2}))?)?"
        + @"|(?<h>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})(?:\.[0-9]+)?)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Dates();
}
