using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>Reads texts with `${…}` and `%{…}`: quoted ones and heredocs.</summary>
internal sealed class HclTemplates(HclText text, HclExpressions expressions)
{
    private const int Deepest = 64;

    private int depth;
    private bool isQuoted;
    private string? marker;
    private bool trims;

    /// <summary>A whole text as a template.</summary>
    public static HclExpr Whole(string content, int line)
    {
        var text = new HclText(content, line);
        var parts = new HclTemplates(text, new HclExpressions(text)).Parts([]);
        if (!text.IsEnd) throw text.Wrong("a directive has no beginning");
        return Put(parts, line);
    }

    /// <summary>`"…"`.</summary>
    public HclExpr Quoted()
    {
        var line = text.Line;
        text.At++;
        isQuoted = true;
        var parts = Parts([]);
        text.Expect("\"");
        return Put(parts, line);
    }

    /// <summary>`&lt;&lt;EOT` and `&lt;&lt;-EOT`, to the line that holds the marker alone.</summary>
    public HclExpr Heredoc()
    {
        var line = text.Line;
        text.At += 2;
        var indented = text.Take("-");
        var name = text.Name() ?? throw text.Wrong("a heredoc has no marker");
        text.ToLineEnd();
        if (text.IsEnd) throw text.Wrong($"heredoc `{name}` does not end");
        text.At++;
        marker = name;
        var parts = Parts([]);
        if (text.IsEnd) throw text.Wrong($"heredoc `{name}` does not end");
        text.Skip(lineEnds: false);
        text.Expect(name);
        return Put(indented ? Unindented(parts) : parts, line);
    }

    private static HclExpr Put(ImmutableArray<HclExpr> parts, int line) => parts switch
    {
        [] => new HclExpr.Literal(Term.Of("", line), line),
        [HclExpr.Literal only] => only,
        [var only] => only,
        _ => new HclExpr.Template(parts, line),
    };

    // Up to the end, or to a directive that ends or divides this part; that one is left to the caller.
    private ImmutableArray<HclExpr> Parts(string[] ends)
    {
        var parts = ImmutableArray.CreateBuilder<HclExpr>();
        var literal = new StringBuilder();
        var line = text.Line;
        void Flush()
        {
            if (literal.Length > 0) parts.Add(new HclExpr.Literal(Term.Of(literal.ToString(), line), line));
            literal.Clear();
            line = text.Line;
        }

        while (!IsOver())
        {
            if (text.Is("$${") || text.Is("%%{"))
            {
                literal.Append(text.Here).Append('{');
                text.At += 3;
            }
            else if (text.Is("${"))
            {
                Flush();
                parts.Add(Interpolation());
            }
            else if (text.Is("%{"))
            {
                Flush();
                if (IsEnd(ends)) break;
                parts.Add(Directive());
            }
            else if (isQuoted && text.Here == '\\') Escape(literal);
            else if (trims && char.IsWhiteSpace(text.Here)) text.At++;
            else
            {
                trims = false;
                literal.Append(text.Here);
                text.At++;
            }
        }

        Flush();
        return parts.DrainToImmutable();
    }

    private bool IsOver()
    {
        if (text.IsEnd) return true;
        if (isQuoted && text.Here == '\n') throw text.Wrong("a text does not end in its line");
        if (isQuoted) return text.Here == '"';
        if (marker is null || (text.At > 0 && text.Whole[text.At - 1] != '\n')) return false;
        var mark = text.At;
        while (text.Here is ' ' or '\t') text.At++;
        var isMarker = text.Is(marker) && text.Ahead(marker.Length) is '\0' or '\n' or '\r' or ' ' or ')' or ',' or ']' or '}';
        text.At = mark;
        return isMarker;
    }

    private HclExpr Interpolation()
    {
        trims = false;
        text.At += 2;
        _ = text.Take("~");
        return expressions.Inside(() =>
        {
            var inner = expressions.Whole();
            text.Skip(lineEnds: true);
            trims = text.Take("~");
            text.Expect("}");
            return inner;
        });
    }

    private bool IsEnd(string[] ends)
    {
        var mark = text.At;
        var word = Open();
        text.At = mark;
        return ends.Contains(word);
    }

    private string? Open()
    {
        text.At += 2;
        _ = text.Take("~");
        text.Skip(lineEnds: true);
        return text.Name();
    }

    private void Close() => expressions.Inside(() =>
    {
        text.Skip(lineEnds: true);
        trims = text.Take("~");
        text.Expect("}");
        return 0;
    });

    private HclExpr Directive()
    {
        if (++depth > Deepest) throw text.Wrong($"directives nest deeper than {Deepest}");
        var directive = Directive(text.Line);
        depth--;
        return directive;
    }

    private HclExpr Directive(int line)
    {
        switch (Open())
        {
            case "if":
                var condition = expressions.Inside(expressions.Whole);
                Close();
                var then = Put(Parts(["else", "endif"]), line);
                HclExpr otherwise = new HclExpr.Literal(Term.Of("", line), line);
                if (End() == "else")
                {
                    Close();
                    otherwise = Put(Parts(["endif"]), line);
                    _ = End();
                }

                Close();
                return new HclExpr.Choice(condition, then, otherwise, line);
            case "for":
                return Loop(line);
            case var word:
                throw text.Wrong($"`%{{{word}` is no directive");
        }
    }

    private HclExpr.For Loop(int line)
    {
        text.Skip(lineEnds: true);
        var first = text.Name() ?? throw text.Wrong("`for` names no variable");
        text.Skip(lineEnds: true);
        string? second = null;
        if (text.Take(","))
        {
            text.Skip(lineEnds: true);
            second = text.Name();
            text.Skip(lineEnds: true);
        }

        if (!text.TakeWord("in")) throw text.Wrong("`in` is missing");
        var over = expressions.Inside(expressions.Whole);
        Close();
        var body = Put(Parts(["endfor"]), line);
        _ = End();
        Close();
        return new HclExpr.For(second is null ? null : first, second ?? first, over, null, body, null, Groups: false, JoinsText: true, line);
    }

    private string? End() => text.IsEnd || !text.Is("%{") ? throw text.Wrong("a directive does not end") : Open();

    private void Escape(StringBuilder into)
    {
        var code = text.Ahead(1);
        text.At += 2;
        switch (code)
        {
            case 'n': into.Append('\n'); break;
            case 't': into.Append('\t'); break;
            case 'r': into.Append('\r'); break;
            case 'u' or 'U':
                var length = code == 'u' ? 4 : 8;
                if (text.At + length > text.Whole.Length || !int.TryParse(text.Whole.AsSpan(text.At, length), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rune) || !Rune.IsValid(rune))
                    throw text.Wrong("an escape is no character");
                text.At += length;
                into.Append(new Rune(rune).ToString());
                break;
            default: into.Append(code); break;
        }
    }

    // `<<-` takes away the blanks that all lines share.
    private static ImmutableArray<HclExpr> Unindented(ImmutableArray<HclExpr> parts)
    {
        var starts = true;
        var least = int.MaxValue;
        foreach (var part in parts)
        {
            if (part is not HclExpr.Literal { Value: TextTerm literal })
            {
                if (starts) least = 0;
                starts = false;
                continue;
            }

            var lines = literal.Text.Split('\n');
            for (var i = starts ? 0 : 1; i < lines.Length; i++)
            {
                var blanks = lines[i].Length - lines[i].TrimStart(' ', '\t').Length;
                if (blanks < lines[i].Length || (i == lines.Length - 1 && parts[^1] != part)) least = Math.Min(least, blanks);
            }

            starts = literal.Text.EndsWith('\n');
        }

        return least is 0 or int.MaxValue ? parts : [.. parts.Select((p, i) => p is HclExpr.Literal { Value: TextTerm t } l ? l with { Value = t with { Text = Cut(t.Text, least, i == 0 || Ends(parts[i - 1])) } } : p)];
    }

    private static bool Ends(HclExpr before) => before is HclExpr.Literal { Value: TextTerm t } && t.Text.EndsWith('\n');

    private static string Cut(string text, int blanks, bool atStart) =>
        string.Join('\n', text.Split('\n').Select((l, i) => (i > 0 || atStart) ? l[Math.Min(blanks, l.Length - l.TrimStart(' ', '\t').Length)..] : l));
}
