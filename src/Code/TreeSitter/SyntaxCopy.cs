namespace Plumbline.Code.TreeSitter;

/// <summary>Copies a native tree into an array, outer before inner, so that nothing else touches native memory. It goes as deep as the tree without recursion.</summary>
internal static unsafe class SyntaxCopy
{
    public static Syntax Of(Grammar grammar, nint tree, byte[] utf8)
    {
        var core = grammar.Core;
        var cursor = core.NewCursor(core.Root(tree));
        try
        {
            var nodes = new List<Syntax.Entry>(utf8.Length / 6);
            var (open, errors) = (new Stack<int>(), 0);
            while (true)
            {
                open.Push(Add(grammar, &cursor, nodes, ref errors));
                if (core.Down(&cursor) != 0) continue;
                while (true)
                {
                    Close(nodes, open.Pop());
                    if (core.Along(&cursor) != 0) break;
                    if (core.Up(&cursor) == 0) return new Syntax(grammar, utf8, [.. nodes], errors);
                }
            }
        }
        finally
        {
            core.DeleteCursor(&cursor);
        }
    }

    private static int Add(Grammar grammar, RawCursor* cursor, List<Syntax.Entry> nodes, ref int errors)
    {
        var core = grammar.Core;
        var node = core.Current(cursor);
        var symbol = core.Symbol(node);
        var field = core.Field(cursor);
        var (start, end) = ((int)core.Start(node), (int)core.End(node));
        if (symbol == ushort.MaxValue || (start == end && core.IsMissing(node) != 0)) errors++;
        if (field == 0 && !grammar.IsKept(symbol)) return -1;
        nodes.Add(new Syntax.Entry(symbol, field, start, end));
        return nodes.Count - 1;
    }

    private static void Close(List<Syntax.Entry> nodes, int index)
    {
        if (index >= 0) nodes[index] = nodes[index] with { After = nodes.Count };
    }
}
