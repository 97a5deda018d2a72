namespace Plumbline.Guardrails.Models.Templates;

/// <content>Operators, from what binds least to what binds most.</content>
internal sealed partial class TemplateParser
{
    private static readonly string[] Comparisons = ["==", "!=", "<", ">", "<=", ">="];

    private TemplateNode Or() => Chain(And, "or");

    private TemplateNode And() => Chain(Not, "and");

    private TemplateNode Chain(Func<TemplateNode> next, string word)
    {
        var left = next();
        while (!IsWrong && SkipName(word)) left = Node(NodeKind.Binary, word, left.Offset, left, next());
        return left;
    }

    private TemplateNode Not()
    {
        if (!Deeper()) return Nothing();
        var offset = Peek.Offset;
        var node = SkipName("not") ? Node(NodeKind.Unary, "not", offset, Not()) : Compared();
        depth--;
        return node;
    }

    private TemplateNode Compared()
    {
        var left = Sum();
        while (true)
        {
            var word = Peek.Kind is TokenKind.Mark && Comparisons.Contains(Peek.Value) ? Take().Value
                : SkipName("in") ? "in"
                : Peek.IsName("not") && tokens[Math.Min(At + 1, tokens.Count - 1)].IsName("in") ? "not in" : null;
            if (word is null || IsWrong) return left;
            if (word == "not in") At += 2;
            left = Node(NodeKind.Binary, word, left.Offset, left, Sum());
        }
    }

    private TemplateNode Sum() => Marked(Joined, "+", "-");

    private TemplateNode Joined() => Marked(Product, "~");

    private TemplateNode Product() => Marked(Power, "*", "/", "//", "%");

    private TemplateNode Power() => Marked(() => Unary(true), "**");

    private TemplateNode Marked(Func<TemplateNode> next, params ReadOnlySpan<string> marks)
    {
        var left = next();
        while (!IsWrong && Peek.Kind is TokenKind.Mark && marks.Contains(Peek.Value))
        {
            var word = Take().Value;
            left = Node(NodeKind.Binary, word, left.Offset, left, next());
        }

        return left;
    }

    private TemplateNode Unary(bool hasFilters)
    {
        if (!Deeper()) return Nothing();
        var node = Peek is { Kind: TokenKind.Mark, Value: "-" or "+" } ? Signed() : Postfix(Primary());
        if (hasFilters) node = Filters(node);
        depth--;
        return node;
    }

    private TemplateNode Signed()
    {
        var sign = Take();
        return Node(NodeKind.Unary, sign.Value, sign.Offset, Unary(false));
    }
}
