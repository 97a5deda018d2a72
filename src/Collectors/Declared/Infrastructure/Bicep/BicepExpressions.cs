using System.Collections.Immutable;
using System.Text;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Reads expressions; what is not one throws a <see cref="FormatException"/>.</summary>
internal sealed class BicepExpressions(BicepCursor cursor, Func<Declaration?> nested)
{
    private const int Deepest = 64;
    private static readonly string[][] Levels = [["??"], ["||"], ["&&"], ["==", "!=", "=~", "!~"], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];
    private int depth;

    /// <summary>One expression.</summary>
    public Node Expression()
    {
        if (++depth > Deepest) throw new FormatException($"line {cursor.Line} is nested deeper than {Deepest} levels");
        var line = cursor.Line;
        var value = Binary(0);
        if (Ahead("?") && !cursor.Is("??"))
        {
            cursor.Expect("?");
            cursor.Skip(true);
            var then = Expression();
            cursor.Skip(true);
            cursor.Expect(":");
            cursor.Skip(true);
            value = new ChoiceNode(value, then, Expression(), line);
        }

        depth--;
        return value;
    }

    // Signs that can only continue an expression do so on the next line too.
    private bool Ahead(string sign)
    {
        var mark = cursor.Mark;
        cursor.Skip(sign is "?" or "??" or "||" or "&&");
        if (cursor.Is(sign)) return true;
        cursor.Mark = mark;
        return false;
    }

    private Node Binary(int level)
    {
        if (level == Levels.Length) return Unary();
        var left = Binary(level + 1);
        for (var operands = 0; Levels[level].FirstOrDefault(Ahead) is { } sign; operands++)
        {
            if (operands > 1000) throw new FormatException($"line {cursor.Line} has more operands than are read");
            cursor.Expect(sign);
            cursor.Skip(true);
            left = new OperatorNode(sign, left, Binary(level + 1), cursor.Line);
        }

        return left;
    }

    private Node Unary()
    {
        cursor.Skip(false);
        var line = cursor.Line;
        foreach (var sign in (ReadOnlySpan<string>)["!", "-"])
        {
            if (!cursor.Take(sign)) continue;
            if (++depth > Deepest) throw new FormatException($"line {line} is nested deeper than {Deepest} levels");
            var node = new OperatorNode(sign, Unary(), null, line);
            depth--;
            return node;
        }

        return Steps(Primary());
    }

    private Node Steps(Node node)
    {
        for (var steps = 0; steps < 1000; steps++)
        {
            var line = cursor.Line;
            var isSafe = cursor.Is(".?");
            if (cursor.Take("::") || cursor.Take(".?") || cursor.Take("."))
            {
                cursor.Skip(false);
                var name = cursor.Name() ?? throw cursor.Wrong("name");
                node = cursor.Is("(") ? new CallNode(node, name, Arguments(), line) : new AccessNode(node, new LiteralNode(Term.Of(name, line), line), line, isSafe);
            }
            else if (cursor.Take("["))
            {
                isSafe = cursor.Take("?");
                var isFromEnd = cursor.Take("^");
                cursor.Skip(true);
                node = new AccessNode(node, Expression(), line, isSafe, isFromEnd);
                cursor.Skip(true);
                cursor.Expect("]");
            }
            else if (cursor.Is("!") && !cursor.Is("!=") && !cursor.Is("!~")) cursor.Next();
            else return node;
        }

        throw cursor.Wrong("end of an expression");
    }

    private Node Primary()
    {
        var line = cursor.Line;
        if (cursor.Is("'") || cursor.IsVerbatim) return Text();
        if (cursor.Is("{")) return Object();
        if (cursor.Is("[")) return List();
        if (cursor.Take("(")) return Parenthesis(line);
        if (cursor.Number() is { } number) return new LiteralNode(Term.Of(number, line), line);
        var name = cursor.Name() ?? throw cursor.Wrong("value");
        switch (name)
        {
            case "true" or "false": return new LiteralNode(Term.Of(name == "true", line), line);
            case "null": return new LiteralNode(new NullTerm(line), line);
            case "if":
                cursor.Expect("(");
                var condition = Parenthesis(line);
                cursor.Skip(true);
                return new IfNode(condition, Expression(), line);
        }

        if (cursor.Is("(")) return new CallNode(null, name, Arguments(), line);
        var mark = cursor.Mark;
        cursor.Skip(false);
        if (cursor.Take("=>")) return Lambda([name], line);
        cursor.Mark = mark;
        return new NameNode(name, line);
    }

    // `(a, b) => …` is a function of one's own, `(a)` is a.
    private Node Parenthesis(int line)
    {
        var items = Comma(")");
        cursor.Skip(false);
        if (cursor.Take("=>")) return Lambda([.. items.Select(i => i is NameNode name ? name.Name : throw cursor.Wrong("name"))], line);
        return items is [var only] ? only : throw cursor.Wrong("value in parentheses");
    }

    private LambdaNode Lambda(ImmutableArray<string> names, int line)
    {
        cursor.Skip(true);
        return new LambdaNode(names, Expression(), line);
    }

    private ImmutableArray<Node> Arguments()
    {
        cursor.Expect("(");
        return Comma(")");
    }

    private ImmutableArray<Node> Comma(string end)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        for (cursor.Skip(true); !cursor.Take(end); cursor.Skip(true))
        {
            if (cursor.IsEnd) throw cursor.Wrong($"`{end}`");
            items.Add(Expression());
            cursor.Skip(true);
            if (!cursor.Take(",") && !cursor.Is(end) && end == ")") throw cursor.Wrong("`,`");
        }

        return items.DrainToImmutable();
    }

    private Node List()
    {
        var line = cursor.Line;
        cursor.Expect("[");
        cursor.Skip(true);
        if (!cursor.TakeWord("for")) return new ListNode(Comma("]"), line);
        cursor.Skip(false);
        string item, index = "";
        if (cursor.Take("("))
        {
            cursor.Skip(false);
            item = cursor.Name() ?? throw cursor.Wrong("name");
            cursor.Expect(",");
            cursor.Skip(false);
            index = cursor.Name() ?? throw cursor.Wrong("name");
            cursor.Expect(")");
        }
        else item = cursor.Name() ?? throw cursor.Wrong("name");
        cursor.Skip(false);
        if (!cursor.TakeWord("in")) throw cursor.Wrong("`in`");
        var source = Expression();
        cursor.Expect(":");
        cursor.Skip(true);
        var body = Expression();
        cursor.Skip(true);
        cursor.Expect("]");
        return new LoopNode(item, index.Length > 0 ? index : null, source, body, line);
    }

    private ObjectNode Object()
    {
        var line = cursor.Line;
        cursor.Expect("{");
        var entries = ImmutableArray.CreateBuilder<(Node?, Node)>();
        var resources = ImmutableArray.CreateBuilder<Declaration>();
        for (cursor.Skip(true); !cursor.Take("}"); cursor.Skip(true))
        {
            if (cursor.IsEnd) throw cursor.Wrong("`}`");
            if (cursor.Take(",")) continue;
            if (nested() is { } resource)
            {
                resources.Add(resource);
                continue;
            }

            if (cursor.Take("..."))
            {
                entries.Add((null, Expression()));
                continue;
            }

            var at = cursor.Line;
            var key = cursor.Is("'") ? Text() : new LiteralNode(Term.Of(cursor.Name() ?? throw cursor.Wrong("name"), at), at);
            cursor.Expect(":");
            cursor.Skip(true);
            entries.Add((key, Expression()));
        }

        return new ObjectNode(entries.DrainToImmutable(), resources.DrainToImmutable(), line);
    }

    // $'''…${hole}…''': a hole begins with as many `$` as stand before the quotes; without one there are no holes.
    private Node Verbatim()
    {
        var line = cursor.Line;
        var hole = "";
        while (hole.Length < 8 && cursor.Take("$")) hole += "$";
        cursor.Expect("'''");
        _ = cursor.Take("\n");
        var parts = ImmutableArray.CreateBuilder<Node>();
        var into = new StringBuilder();
        while (!cursor.Is("'''") || cursor.Is("''''"))   // the last three of many end it
        {
            if (cursor.IsEnd) throw cursor.Wrong("end of a text");
            if (hole.Length > 0 && cursor.Take(hole + "{")) Hole(parts, into, line);
            else into.Append(cursor.Next());
        }

        cursor.Expect("'''");
        return Joined(parts, into, line);
    }

    private void Hole(ImmutableArray<Node>.Builder parts, StringBuilder into, int line)
    {
        parts.Add(new LiteralNode(Term.Of(into.ToString(), line), line));
        into.Clear();
        cursor.Skip(true);
        parts.Add(Expression());
        cursor.Skip(true);
        cursor.Expect("}");
    }

    private static Node Joined(ImmutableArray<Node>.Builder parts, StringBuilder into, int line)
    {
        var last = new LiteralNode(Term.Of(into.ToString(), line), line);
        return parts.Count == 0 ? last : new TextNode([.. parts, last], line);
    }

    /// <summary>A text between single quotes, or between three of them.</summary>
    public Node Text()
    {
        if (cursor.IsVerbatim) return Verbatim();
        var line = cursor.Line;
        cursor.Expect("'");
        var parts = ImmutableArray.CreateBuilder<Node>();
        var into = new StringBuilder();
        while (!cursor.Take("'"))
        {
            if (cursor.IsEnd || cursor.Here == '\n') throw cursor.Wrong("end of a text");
            if (cursor.Take("${")) Hole(parts, into, line);
            else into.Append(cursor.Here == '\\' ? Escaped() : cursor.Next());
        }

        return Joined(parts, into, line);
    }

    private string Escaped()
    {
        cursor.Next();
        var c = cursor.Next();
        if (c != 'u') return c switch { 'n' => "\n", 'r' => "\r", 't' => "\t", _ => c.ToString() };
        cursor.Expect("{");
        var digits = new StringBuilder();
        while (char.IsAsciiHexDigit(cursor.Here) && digits.Length < 6) digits.Append(cursor.Next());
        cursor.Expect("}");
        var code = digits.Length > 0 ? Convert.ToInt32(digits.ToString(), 16) : -1;
        return Rune.IsValid(code) ? new Rune(code).ToString() : "\ufffd";
    }
}
