using System.Text;

namespace Plumbline.Guardrails.Models.Templates;

/// <summary>Reads the expressions of Jinja with its own order of operators; bounded in depth.</summary>
/// <param name="tokens">The tokens of the whole template.</param>
internal sealed partial class TemplateParser(List<TemplateToken> tokens)
{
    private const int Deepest = 120;
    private const int LongestChain = 400;
    private int depth;

    /// <summary>The next token.</summary>
    public int At { get; set; }

    /// <summary>True where something did not read as an expression.</summary>
    public bool IsWrong { get; private set; }

    public TemplateToken Peek => tokens[Math.Min(At, tokens.Count - 1)];

    public TemplateToken Take() => tokens[Math.Min(At++, tokens.Count - 1)];

    public bool Skip(string mark)
    {
        var isIt = Peek.Is(mark);
        if (isIt) At++;
        return isIt;
    }

    public bool SkipName(string name)
    {
        var isIt = Peek.IsName(name);
        if (isIt) At++;
        return isIt;
    }

    /// <summary>What the block that begins behind this tag prints, where that is nothing but text up to its end; null otherwise.</summary>
    public string? Printed(string end)
    {
        if (Peek.Kind is not TokenKind.Close || At + 2 >= tokens.Count) return null;
        var text = tokens[At + 1].Kind is TokenKind.Data ? 1 : 0;
        return At + 2 + text < tokens.Count && tokens[At + 1 + text].Kind is TokenKind.OpenStatement && tokens[At + 2 + text].IsName(end) ? text == 0 ? "" : tokens[At + 1].Value.Trim() : null;
    }

    /// <summary>Forgets that something was wrong, and goes behind the end of the tag.</summary>
    public void Recover()
    {
        IsWrong = false;
        depth = 0;
        while (Peek.Kind is not (TokenKind.Close or TokenKind.End or TokenKind.Data or TokenKind.OpenOutput or TokenKind.OpenStatement)) At++;
        if (Peek.Kind is TokenKind.Close) At++;
    }

    /// <summary>Expressions with commas between them; one alone stands for itself.</summary>
    public TemplateNode Tuple(bool hasChoice = true)
    {
        var first = hasChoice ? Expression() : Or();
        if (!Peek.Is(",")) return first;
        var parts = new List<TemplateNode> { first };
        while (Skip(",") && StartsExpression) parts.Add(hasChoice ? Expression() : Or());
        return Node(NodeKind.List, "", first.Offset, [.. parts]);
    }

    public TemplateNode Expression()
    {
        if (!Deeper()) return Nothing();
        var value = Or();
        while (!IsWrong && SkipName("if"))
        {
            var test = Or();
            value = Node(NodeKind.Choice, "", value.Offset, value, test, SkipName("else") ? Expression() : Nothing());
        }

        depth--;
        return value;
    }

    private bool StartsExpression => Peek.Kind is TokenKind.Name or TokenKind.Text or TokenKind.Number || Peek.Is("(") || Peek.Is("[") || Peek.Is("{") || Peek.Is("-") || Peek.Is("+");

    private TemplateNode Primary()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Name: return Node(NodeKind.Name, token.Value, token.Offset);
            case TokenKind.Number: return Node(NodeKind.Number, token.Value, token.Offset);
            case TokenKind.Text:
                if (Peek.Kind is not TokenKind.Text) return Node(NodeKind.Text, token.Value, token.Offset);
                var text = new StringBuilder(token.Value);
                while (Peek.Kind is TokenKind.Text) text.Append(Take().Value);
                return Node(NodeKind.Text, text.ToString(), token.Offset);
            case TokenKind.Mark when token.Value == "(":
                var inner = Peek.Is(")") ? Node(NodeKind.List, "", token.Offset) : Tuple();
                Need(")");
                return inner;
            case TokenKind.Mark when token.Value == "[": return Node(NodeKind.List, "", token.Offset, Listed("]"));
            case TokenKind.Mark when token.Value == "{": return Node(NodeKind.Map, "", token.Offset, Listed("}"));
            default:
                At--;
                IsWrong = true;
                return Nothing();
        }
    }

    private TemplateNode Postfix(TemplateNode node)
    {
        while (!IsWrong)
        {
            if (Skip("."))
            {
                var name = Take();
                IsWrong |= name.Kind is not (TokenKind.Name or TokenKind.Number);
                node = Node(NodeKind.Attribute, name.Value, name.Offset, node);
            }
            else if (Peek.Is("[")) node = Indexed(node);
            else if (Peek.Is("(")) node = Called(NodeKind.Call, "", node);
            else break;
        }

        return node;
    }

    // Of a slice the word tells where its bounds stand: `e:e`, `:e`, `::e`.
    private TemplateNode Indexed(TemplateNode node)
    {
        var offset = Take().Offset;
        var parts = new List<TemplateNode>();
        var shape = "";
        while (!Peek.Is("]") && !IsWrong)
        {
            if (Skip(":")) shape += ":";
            else if (!Skip(","))
            {
                parts.Add(Expression());
                shape += "e";
            }
        }

        Need("]");
        var isSlice = shape.Contains(':', StringComparison.Ordinal);
        return Node(isSlice ? NodeKind.Slice : NodeKind.Index, isSlice ? shape : "", offset, [node, .. parts]);
    }

    private TemplateNode Filters(TemplateNode node)
    {
        while (!IsWrong)
        {
            if (Skip("|")) node = Applied(node);
            else if (SkipName("is")) node = Tested(node);
            else if (Peek.Is("(")) node = Called(NodeKind.Call, "", node);
            else break;
        }

        return node;
    }

    /// <summary>One filter, behind the bar.</summary>
    public TemplateNode Applied(TemplateNode node)
    {
        var name = Dotted(out var offset);
        return Peek.Is("(") ? Called(NodeKind.Filter, name, node) : Node(NodeKind.Filter, name, offset, node);
    }

    private TemplateNode Tested(TemplateNode node)
    {
        var isNot = SkipName("not");
        var name = Dotted(out var offset);
        var tested = Peek.Is("(") ? Called(NodeKind.Test, name, node)
            : StartsExpression && !Peek.Is("-") && !Peek.Is("+") && !(Peek.Kind is TokenKind.Name && Peek.Value is "else" or "or" or "and" or "if" or "is" or "in" or "not")
                ? Node(NodeKind.Test, name, offset, node, Postfix(Primary()))
                : Node(NodeKind.Test, name, offset, node);
        return isNot ? Node(NodeKind.Unary, "not", offset, tested) : tested;
    }

    /// <summary>A name with all that follows it behind dots.</summary>
    public string Rest(string first)
    {
        if (!Peek.Is(".")) return first;
        var name = new StringBuilder(first);
        while (Skip(".")) name.Append('.').Append(Take().Value);
        return name.ToString();
    }

    private string Dotted(out int offset)
    {
        var first = Take();
        offset = first.Offset;
        IsWrong |= first.Kind is not TokenKind.Name;
        return Rest(first.Value);
    }

    private TemplateNode Called(NodeKind kind, string name, TemplateNode node)
    {
        var offset = Take().Offset;
        return Node(kind, name, offset, [node, .. Listed(")")]);
    }

    private TemplateNode[] Listed(string close)
    {
        var parts = new List<TemplateNode>();
        while (!IsWrong && !Peek.Is(close))
        {
            while (Skip("*") || Skip("**")) { }
            var part = Expression();
            if (part.Kind is NodeKind.Name && Skip("=")) part = Node(NodeKind.Keyword, part.Word, part.Offset, Expression());
            parts.Add(part);
            if (!Skip(",") && !Skip(":")) break;
        }

        Need(close);
        return [.. parts];
    }

    private void Need(string mark) => IsWrong |= !Skip(mark);

    private bool Deeper()
    {
        IsWrong |= ++depth > Deepest;
        return !IsWrong;
    }

    private TemplateNode Nothing() => Node(NodeKind.Nothing, "", Peek.Offset);

    private TemplateNode Node(NodeKind kind, string word, int offset, params TemplateNode[] parts)
    {
        var node = new TemplateNode(kind, word, parts, offset);
        if (node.Depth <= LongestChain) return node;
        IsWrong = true;
        return new TemplateNode(NodeKind.Nothing, "", [], offset);
    }
}
