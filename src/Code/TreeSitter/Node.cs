namespace Plumbline.Code.TreeSitter;

/// <summary>One node of a file's syntax; the default value is no node.</summary>
internal readonly record struct Node(Syntax Tree, int Index)
{
    /// <summary>True where there is no such node.</summary>
    public bool IsNone => Tree is null;

    /// <summary>What the grammar calls it: `call`, `identifier`, or a keyword or operator itself; empty for no node.</summary>
    public string Kind => Tree is null ? "" : Tree.Grammar.SymbolName(Tree[Index].Symbol);

    /// <summary>True for keywords and operators, which have no value.</summary>
    public bool IsWord => !Tree.Grammar.IsNamed(Tree[Index].Symbol);

    /// <summary>Its part in its parent: `left`, `body`; empty for none.</summary>
    public string Part => Tree.Grammar.FieldName(Tree[Index].Field);

    /// <summary>First byte.</summary>
    public int Start => Tree[Index].Start;

    /// <summary>Behind the last byte.</summary>
    public int End => Tree[Index].End;

    /// <summary>The 1-based line it starts on.</summary>
    public int Line => Tree.LineOf(Start);

    /// <summary>The 1-based line its last byte is on.</summary>
    public int EndLine => Tree.LineOf(Math.Max(Start, End - 1));

    /// <summary>The 1-based column it starts at, in bytes.</summary>
    public int Column => Tree.ColumnOf(Start);

    /// <summary>Its text; empty for no node.</summary>
    public string Text => Tree is null ? "" : Tree.Text(Start, End);

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Tree.Bytes(Start, End);

    /// <summary>Its children without marks and comments.</summary>
    public NodeList Children => new(this);

    /// <summary>The first child that has a part; no node where there is none.</summary>
    public Node this[string part]
    {
        get
        {
            foreach (var child in Children) if (child.Part == part) return child;
            return default;
        }
    }

    /// <summary>The first child of a kind; no node where there is none.</summary>
    public Node First(string kind)
    {
        foreach (var child in Children) if (child.Kind == kind) return child;
        return default;
    }

    /// <summary>The first child that is no keyword or operator; no node where there is none.</summary>
    public Node Only
    {
        get
        {
            foreach (var child in Children) if (!child.IsWord) return child;
            return default;
        }
    }

    /// <summary>True where it has a child of a kind, also a keyword such as `async`.</summary>
    public bool Has(string kind) => !First(kind).IsNone;
}

/// <summary>The children of a node, in their order.</summary>
internal readonly struct NodeList(Node parent)
{
    public NodeWalk GetEnumerator() => new(parent);

    /// <summary>The children in a list, for those who go through them in another order.</summary>
    public List<Node> ToList()
    {
        var all = new List<Node>();
        foreach (var child in this) all.Add(child);
        return all;
    }
}

/// <summary>Goes from child to child.</summary>
internal struct NodeWalk(Node parent)
{
    private readonly int end = parent.IsNone ? 0 : parent.Tree[parent.Index].After;
    private int next = parent.Index + 1;

    public Node Current { get; private set; }

    public bool MoveNext()
    {
        while (next < end)
        {
            Current = new Node(parent.Tree, next);
            next = parent.Tree[next].After;
            if (!Current.Kind.EndsWith("comment", StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
