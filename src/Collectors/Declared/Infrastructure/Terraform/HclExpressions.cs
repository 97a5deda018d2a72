using System.Collections.Immutable;
using System.Globalization;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>Reads expressions by precedence.</summary>
internal sealed partial class HclExpressions(HclText text)
{
    private const int Deepest = 100;
    private const int MostNodes = 200_000;

    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];

    private int depth;
    private int nodes;
    private int open;

    /// <summary>One expression; inside brackets line ends mean nothing.</summary>
    public HclExpr Whole()
    {
        if (++depth > Deepest) throw text.Wrong($"expressions nest deeper than {Deepest}");
        if (++nodes > MostNodes) throw text.Wrong($"more than {MostNodes} expressions");
        var line = Skip();
        var condition = Level(0);
        Skip();
        if (text.Here == '?')
        {
            text.At++;
            var then = Whole();
            Skip();
            text.Expect(":");
            condition = new HclExpr.Choice(condition, then, Whole(), line);
        }

        depth--;
        return condition;
    }

    /// <summary>Reads inside brackets, where line ends mean nothing.</summary>
    public T Inside<T>(Func<T> read)
    {
        var before = open;
        open++;
        try
        {
            return read();
        }
        finally
        {
            open = before;
        }
    }

    /// <summary>Reads the entries of an object, where a line end ends an entry.</summary>
    private T Outside<T>(Func<T> read)
    {
        var before = open;
        open = 0;
        try
        {
            return read();
        }
        finally
        {
            open = before;
        }
    }

    private int Skip()
    {
        text.Skip(lineEnds: open > 0);
        return text.Line;
    }

    private HclExpr Level(int level)
    {
        if (level == Levels.Length) return Unary();
        var left = Level(level + 1);
        while (true)
        {
            var line = Skip();
            if (Levels[level].FirstOrDefault(o => text.Is(o)) is not { } sign || (sign == "<" && text.Ahead(1) == '<')) return left;
            if (++nodes > MostNodes) throw text.Wrong($"more than {MostNodes} expressions");
            text.At += sign.Length;
            Skip();
            left = new HclExpr.Binary(sign, left, Level(level + 1), line);
        }
    }

    private HclExpr Unary()
    {
        var line = Skip();
        if (text.Here is not ('!' or '-')) return Steps(Primary(), line);
        var sign = text.Here;
        text.At++;
        if (++depth > Deepest) throw text.Wrong($"expressions nest deeper than {Deepest}");
        var operand = Unary();
        depth--;
        return new HclExpr.Unary(sign, operand, line);
    }

    private HclExpr Steps(HclExpr from, int line)
    {
        while (true)
        {
            if (Step(from, line) is not { } next) return from;
            if (++nodes > MostNodes) throw text.Wrong($"more than {MostNodes} expressions");
            from = next;
        }
    }

    private HclExpr? Step(HclExpr from, int line)
    {
        if (open > 0) text.Skip(lineEnds: true);
        if (text.Here == '.' && text.Ahead(1) != '.')
        {
            text.At++;
            if (text.Take("*")) return Splat(from, line, isFull: false);
            if (char.IsAsciiDigit(text.Here)) return new HclExpr.Index(from, Digits(line), line);
            return new HclExpr.Field(from, text.Name() ?? throw text.Wrong("a name is missing after `.`"), line);
        }

        if (text.Here != '[') return null;
        text.At++;
        return Inside(() =>
        {
            Skip();
            if (text.Is("*") )
            {
                text.At++;
                Skip();
                text.Expect("]");
                return null;
            }

            var key = Whole();
            Skip();
            text.Expect("]");
            return (HclExpr)new HclExpr.Index(from, key, line);
        }) ?? Splat(from, line, isFull: true);
    }

    // `a.*.b[0]` indexes the list of all b; `a[*].b[0]` indexes each b.
    private HclExpr.Splat Splat(HclExpr from, int line, bool isFull)
    {
        HclExpr each = new HclExpr.Each(line);
        while (text.Here == '.' || (isFull && text.Here == '['))
        {
            if (text.Here == '[' && text.Ahead(1) == '*') break;
            each = Step(each, line) ?? throw text.Wrong("a name is missing after `.`");
        }

        return new HclExpr.Splat(from, [each], line);
    }

    private HclExpr.Literal Digits(int line)
    {
        var start = text.At;
        while (char.IsAsciiDigit(text.Here)) text.At++;
        return new HclExpr.Literal(Term.Of(double.Parse(text.Whole.AsSpan(start, text.At - start), CultureInfo.InvariantCulture), line), line);
    }

    private HclExpr Primary()
    {
        var line = Skip();
        var c = text.Here;
        if (c == '"') return new HclTemplates(text, this).Quoted();
        if (text.Is("<<")) return new HclTemplates(text, this).Heredoc();
        if (char.IsAsciiDigit(c)) return Number(line);
        if (c == '(') return Parenthesis();
        if (c == '[') return Inside(() => Tuple(line));
        if (c == '{') return Object(line);
        return text.Name() switch
        {
            null => throw text.Wrong(text.IsEnd ? "a value is missing" : $"`{c}` starts no value"),
            "true" => new HclExpr.Literal(Term.Of(true, line), line),
            "false" => new HclExpr.Literal(Term.Of(false, line), line),
            "null" => new HclExpr.Literal(new NullTerm(line), line),
            var name => Named(name, line),
        };
    }

    private HclExpr Named(string name, int line)
    {
        while (text.Is("::"))
        {
            text.At += 2;
            name += "::" + text.Name();
        }

        if (text.Here != '(') return new HclExpr.Name(name, line);
        text.At++;
        return Inside(() => Call(name, line));
    }

    private HclExpr.Call Call(string name, int line)
    {
        var args = ImmutableArray.CreateBuilder<HclExpr>();
        var expands = false;
        for (Skip(); !text.Take(")"); Skip())
        {
            args.Add(Whole());
            Skip();
            expands |= text.Take("...");
            Skip();
            if (!text.Take(",") && text.Here != ')') throw text.Wrong($"`)` is missing after the arguments of `{name}`");
        }

        return new HclExpr.Call(name, args.DrainToImmutable(), expands, line);
    }

    private HclExpr Parenthesis()
    {
        text.At++;
        return Inside(() =>
        {
            var inner = Whole();
            Skip();
            text.Expect(")");
            return inner;
        });
    }

    private HclExpr.Literal Number(int line)
    {
        var start = text.At;
        while (char.IsAsciiDigit(text.Here)) text.At++;
        if (text.Here == '.' && char.IsAsciiDigit(text.Ahead(1)))
        {
            text.At++;
            while (char.IsAsciiDigit(text.Here)) text.At++;
        }

        if (text.Here is 'e' or 'E' && (char.IsAsciiDigit(text.Ahead(1)) || (text.Ahead(1) is '+' or '-' && char.IsAsciiDigit(text.Ahead(2)))))
        {
            text.At += 2;
            while (char.IsAsciiDigit(text.Here)) text.At++;
        }

        _ = double.TryParse(text.Whole.AsSpan(start, text.At - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return new HclExpr.Literal(Term.Of(number, line), line);
    }
}
