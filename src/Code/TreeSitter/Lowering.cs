using System.Collections.Immutable;
using System.Text;
using Plumbline.Code.Trees;

namespace Plumbline.Code.TreeSitter;

/// <summary>What the lowering of every language shares: depth, texts put together, and functions without a name.</summary>
internal abstract class Lowering(TreeBuilder into)
{
    private readonly HashSet<string> unnamed = new(StringComparer.Ordinal);
    private int depth;

    /// <summary>What is gathered.</summary>
    protected TreeBuilder Into { get; } = into;

    /// <summary>An expression; below the deepest nesting an <see cref="Other"/> that says nothing, and the file counts as broken.</summary>
    /// <param name="node">The expression's node; no node gives null.</param>
    /// <param name="bound">The name it is bound to, which a function without one takes.</param>
    protected Expression? Value(Node node, string? bound = null) => node.IsNone ? null : Lower(node, bound);

    /// <summary>As <see cref="Value"/>, of a node that is there.</summary>
    protected Expression Lower(Node node, string? bound = null)
    {
        if (!Deeper()) return new Other([], node.Line);
        var value = Expression(node, bound);
        depth--;
        return value;
    }

    /// <summary>Reads a statement, unless it lies too deep.</summary>
    protected void Read(Node node)
    {
        if (!Deeper()) return;
        Statement(node);
        depth--;
    }

    /// <summary>Reads every child as a statement.</summary>
    protected void ReadAll(Node parent)
    {
        foreach (var child in parent.Children) Read(child);
    }

    /// <summary>Reads what runs only sometimes, or again and again.</summary>
    protected void Branch(Action read)
    {
        Into.Branches++;
        read();
        Into.Branches--;
    }

    /// <summary>Evaluates a node for itself, where there is one.</summary>
    protected void Evaluate(Node node)
    {
        if (Value(node) is { } value) Into.Evaluate(value);
    }

    /// <summary>The lowering of one expression.</summary>
    protected abstract Expression Expression(Node node, string? bound);

    /// <summary>The reading of one statement.</summary>
    protected abstract void Statement(Node node);

    /// <summary>An expression of which only the inner ones are kept.</summary>
    protected Other Inner(Node node)
    {
        var inner = ImmutableArray.CreateBuilder<Expression>();
        foreach (var child in node.Children) if (!child.IsWord) inner.Add(Lower(child));
        return new Other(inner.DrainToImmutable(), node.Line);
    }

    /// <summary>Parts put together: neighbouring texts are one, and one text alone is a text.</summary>
    protected static Expression Join(IEnumerable<Expression> parts, int line)
    {
        var all = ImmutableArray.CreateBuilder<Expression>();
        var (written, from) = (new StringBuilder(), line);
        foreach (var piece in parts.SelectMany(p => p is Joined joined ? joined.Parts : [p]))
        {
            if (piece is Text text)
            {
                if (written.Length == 0) from = text.Line;
                written.Append(text.Value);
                continue;
            }

            Close();
            all.Add(piece);
        }

        if (all.Count == 0) return new Text(written.ToString(), line);
        Close();
        return new Joined(all.DrainToImmutable(), line);

        void Close()
        {
            if (written.Length > 0) all.Add(new Text(written.ToString(), from));
            written.Clear();
        }
    }

    /// <summary>Texts put together; what else `+` does is arithmetic.</summary>
    protected static Expression Sum(ImmutableArray<Expression> parts, int line) => parts.Any(p => p is Text or Joined) ? Join(parts, line) : new Other(parts, line);

    /// <summary>The operands of one operator, however long its chain: `a + b + c` lies as deep as it is long.</summary>
    protected ImmutableArray<Expression> Operands(Node node)
    {
        var (all, kind, mark, first) = (new Stack<Node>(), node.Kind, node["operator"].Text, node);
        for (; first.Kind == kind && first["operator"].Text == mark; first = first["left"]) all.Push(first["right"]);
        all.Push(first);
        return [.. all.Where(n => !n.IsNone).Select(n => Lower(n))];
    }

    /// <summary>The name of a function that has none.</summary>
    protected string Unnamed(Node node)
    {
        var name = $"λ{node.Line}";
        return unnamed.Add($"{Into.Scope}.{name}") ? name : $"{name}:{node.Column}";
    }

    /// <summary>A name for a value that several names take parts of, so that it is evaluated once.</summary>
    protected Expression Shared(Expression value, Node node)
    {
        if (value is Name or This or Member { Of: Name or This }) return value;
        var name = $"={node.Line}:{node.Column}";
        Into.Bind(name, value, "", node.Line);
        return new Name(name, node.Line);
    }

    private bool Deeper()
    {
        if (depth >= TreeBuilder.Deepest)
        {
            Into.IsBroken = true;
            return false;
        }

        depth++;
        return true;
    }
}
