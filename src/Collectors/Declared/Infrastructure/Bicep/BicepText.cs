namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Reads what a Bicep or parameter file declares.</summary>
public sealed class BicepText
{
    private readonly BicepCursor cursor;
    private readonly BicepExpressions expressions;

    private BicepText(string text)
    {
        cursor = new BicepCursor(text);
        expressions = new BicepExpressions(cursor, Nested);
    }

    /// <summary>The declarations in file order; null and one sentence where it is no Bicep.</summary>
    public static IReadOnlyList<Declaration>? Read(string text, out string? error)
    {
        error = null;
        try
        {
            return new BicepText(text).All();
        }
        catch (FormatException e)
        {
            error = e.Message;
            return null;
        }
    }

    private List<Declaration> All()
    {
        var all = new List<Declaration>();
        for (cursor.Skip(true); !cursor.IsEnd; cursor.Skip(true))
        {
            if (cursor.Take("@")) _ = expressions.Expression();
            else if (One() is { } declaration) all.Add(declaration);
            cursor.Skip(false);
            if (!cursor.IsEnd && cursor.Here != '\n') throw cursor.Wrong("end of a statement");
        }

        return all;
    }

    private Declaration? One()
    {
        var line = cursor.Line;
        var kind = cursor.Name() ?? throw cursor.Wrong("statement");
        cursor.Skip(false);
        switch (kind)
        {
            case "using" or "extends": return Used(kind, line);
            case "resource" or "module": return Made(kind, line);
            case "param" or "var" or "output": return Valued(kind, line);
            case "targetScope" or "metadata" or "type" or "func" or "import" or "extension" or "provider" or "assert":
                Past();
                return null;
            default: throw cursor.Wrong("statement that is known");
        }
    }

    private Declaration? Nested()
    {
        var mark = cursor.Mark;
        while (cursor.Take("@"))
        {
            _ = expressions.Expression();
            cursor.Skip(true);
        }

        var line = cursor.Line;
        if (cursor.TakeWord("resource"))
        {
            cursor.Skip(false);
            if (cursor.Here != ':') return Made("resource", line);
        }

        cursor.Mark = mark;
        return null;
    }

    // resource NAME 'TYPE@VERSION' [existing] = VALUE
    private Declaration Made(string kind, int line)
    {
        var name = cursor.Name() ?? throw cursor.Wrong("name");
        cursor.Skip(false);
        var of = expressions.Text() is LiteralNode { Value: TextTerm text } ? text.Text : throw cursor.Wrong("type without holes");
        cursor.Skip(false);
        var isExisting = cursor.TakeWord("existing");
        cursor.Expect("=");
        cursor.Skip(true);
        return new Declaration(kind, name, of, isExisting, expressions.Expression(), line);
    }

    // using 'FILE' [with {…}], using none
    private Declaration Used(string kind, int line)
    {
        var of = expressions.Expression();
        Past();
        return new Declaration(kind, "", "", false, of, line);
    }

    // param NAME [TYPE] [= VALUE]; a type is read past.
    private Declaration Valued(string kind, int line)
    {
        var name = cursor.Name() ?? throw cursor.Wrong("name");
        cursor.Skip(false);
        var isNullable = !cursor.Is("=") && UpTo('=') == '?';
        if (!cursor.Take("=")) return kind == "param" ? new Declaration(kind, name, "", false, null, line, isNullable) : throw cursor.Wrong("`=`");
        cursor.Skip(true);
        return new Declaration(kind, name, "", false, expressions.Expression(), line, isNullable);
    }

    private void Past() => UpTo('\0');

    // To a sign or the end of the line, over what stands between brackets and in texts; the last character before it.
    private char UpTo(char sign)
    {
        var (last, before) = ('\0', '\0');
        for (var open = 0; !cursor.IsEnd; cursor.Skip(open > 0))
        {
            if (open == 0 && cursor.Here == sign) return last;
            if (open == 0 && cursor.Here == '\n')
            {
                if (!GoesOn(sign, last, before)) return last;
                cursor.Skip(true);
                continue;
            }

            if (cursor.Here == '\'' || cursor.IsVerbatim)
            {
                _ = expressions.Text();
                (last, before) = ('\'', last);
                continue;
            }

            (last, before) = (cursor.Next(), last);
            if (last is '{' or '[' or '(') open++;
            if (last is '}' or ']' or ')') open--;
        }

        return last;
    }

    // A line end means nothing behind `=`, `=>` and `|`, and before `|`.
    private bool GoesOn(char sign, char last, char before)
    {
        if (last == '|' || (sign == '\0' && (last == '=' || (last == '>' && before == '=')))) return true;
        var mark = cursor.Mark;
        cursor.Skip(true);
        var isUnion = cursor.Here == '|';
        cursor.Mark = mark;
        return isUnion;
    }
}
