using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>Lists, objects and the loops that make them.</summary>
internal sealed partial class HclExpressions
{
    private HclExpr Tuple(int line)
    {
        text.At++;
        Skip();
        if (text.TakeWord("for")) return For(line, "]");
        var items = ImmutableArray.CreateBuilder<HclExpr>();
        for (Skip(); !text.Take("]"); Skip())
        {
            items.Add(Whole());
            Skip();
            if (!text.Take(",") && text.Here != ']') throw text.Wrong("`]` is missing");
        }

        return new HclExpr.Tuple(items.DrainToImmutable(), line);
    }

    private HclExpr Object(int line)
    {
        text.At++;
        text.Skip(lineEnds: true);
        var mark = text.At;
        if (text.TakeWord("for") && text.Here is ' ' or '\t' or '\n') return Inside(() => For(line, "}"));
        text.At = mark;
        return Outside(() => Entries(line));
    }

    private HclExpr.Object Entries(int line)
    {
        var entries = ImmutableArray.CreateBuilder<(HclExpr, HclExpr)>();
        for (text.Skip(lineEnds: true); !text.Take("}"); text.Skip(lineEnds: true))
        {
            var key = Key();
            text.Skip(lineEnds: false);
            if (!text.Take("=") && !text.Take(":")) throw text.Wrong("`=` is missing after a key");
            entries.Add((key, Whole()));
            text.Skip(lineEnds: false);
            if (!text.Take(",") && text.Here is not ('\n' or '}')) throw text.Wrong($"`{text.Here}` does not belong after a value");
        }

        return new HclExpr.Object(entries.DrainToImmutable(), line);
    }

    // A bare name is the key itself; anything else is an expression.
    private HclExpr Key()
    {
        var (mark, line) = (text.At, text.Line);
        if (text.Name() is { } name)
        {
            text.Skip(lineEnds: false);
            if (text.Here == ':' || (text.Here == '=' && text.Ahead(1) != '=')) return new HclExpr.Literal(Term.Of(name, line), line);
            text.At = mark;
        }

        return Steps(Primary(), line);
    }

    private HclExpr.For For(int line, string end)
    {
        Skip();
        var first = text.Name() ?? throw text.Wrong("`for` names no variable");
        Skip();
        string? second = null;
        if (text.Take(","))
        {
            Skip();
            second = text.Name() ?? throw text.Wrong("`for` names no variable");
            Skip();
        }

        if (!text.TakeWord("in")) throw text.Wrong("`in` is missing");
        var over = Whole();
        Skip();
        text.Expect(":");
        var value = Whole();
        Skip();
        HclExpr? key = null;
        if (text.Take("=>")) (key, value) = (value, Whole());
        Skip();
        var groups = text.Take("...");
        Skip();
        var condition = text.TakeWord("if") ? Whole() : null;
        Skip();
        text.Expect(end);
        return new HclExpr.For(second is null ? null : first, second ?? first, over, key, value, condition, groups, JoinsText: false, line);
    }
}
