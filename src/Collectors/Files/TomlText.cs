using System.Globalization;
using System.Text;

namespace Plumbline.Collectors.Files;

/// <summary>The four kinds of quoted text of TOML.</summary>
internal static class TomlText
{
    /// <summary>The text whose quotes begin at the cursor.</summary>
    public static string Read(TomlCursor cursor)
    {
        var quote = cursor.Now;
        if (cursor.Starts(new string(quote, 3))) return Long(cursor, quote);
        cursor.At++;
        var text = new StringBuilder();
        while (true)
        {
            if (cursor.IsAtEnd || cursor.Now == '\n') throw cursor.Fault("a quoted text does not end on its line");
            var c = cursor.Next();
            if (c == quote) return text.ToString();
            if (TomlCursor.IsControl(c)) throw cursor.Fault("a text holds a control character");
            if (c == '\\' && quote == '"') Escape(cursor, text);
            else text.Append(c);
        }
    }

    private static string Long(TomlCursor cursor, char quote)
    {
        var first = cursor.Line;
        cursor.At += 3;
        if (cursor.Now == '\n' && !cursor.IsAtEnd) cursor.Next();
        var text = new StringBuilder();
        while (true)
        {
            if (cursor.IsAtEnd) throw cursor.Fault($"the text that begins on line {first} does not end");
            if (cursor.Starts(new string(quote, 3)))
            {
                cursor.At += 3;
                // Up to two quotes may stand right before those that end the text.
                for (var more = 0; more < 2 && cursor.TryTake(quote); more++) text.Append(quote);
                return text.ToString();
            }

            var c = cursor.Next();
            if (c != '\n' && TomlCursor.IsControl(c)) throw cursor.Fault("a text holds a control character");
            if (c == '\\' && quote == '"') LongEscape(cursor, text);
            else text.Append(c);
        }
    }

    // A backslash at the end of a line takes all white space up to the next word.
    private static void LongEscape(TomlCursor cursor, StringBuilder text)
    {
        if (cursor.Now is not (' ' or '\t' or '\n'))
        {
            Escape(cursor, text);
            return;
        }

        cursor.SkipSpace();
        if (cursor.Now != '\n') throw cursor.Fault("a backslash before white space must end its line");
        while (cursor.Now is ' ' or '\t' or '\n') cursor.Next();
    }

    private static void Escape(TomlCursor cursor, StringBuilder text)
    {
        var c = cursor.Next();
        if (c is 'u' or 'U')
        {
            var digits = c == 'u' ? 4 : 8;
            var hex = cursor.Text.AsSpan(cursor.At, Math.Min(digits, cursor.Text.Length - cursor.At));
            if (hex.Length < digits || !uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.TryCreate(code, out var rune))
                throw cursor.Fault($"`\\{c}` must be followed by {digits} digits of a character");
            cursor.At += digits;
            text.Append(rune.ToString());
            return;
        }

        text.Append(c switch
        {
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            '"' or '\\' => c,
            _ => throw cursor.Fault("a backslash escapes nothing that TOML knows"),
        });
    }
}
