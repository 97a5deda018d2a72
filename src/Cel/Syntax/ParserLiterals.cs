using System.Collections.Immutable;

namespace Plumbline.Cel.Syntax;

/// <summary>Lists, maps and messages.</summary>
internal sealed partial class Parser
{
    /// <summary>A dotted name is a message's type only where `{` follows; the lexer is asked again where it does not.</summary>
    private Expr.Message? MessageAt(string first, int at)
    {
        var (mark, token) = (lexer.Mark, next);
        var name = first;
        while (next.Is("."))
        {
            Take();
            if (next.Kind != TokenKind.Name) break;
            name += "." + Take().Text;
        }

        if (next.Is("{")) return Message(name, at);
        lexer.Mark = mark;
        next = token;
        return null;
    }

    private Expr.Message Message(string name, int at)
    {
        Take();
        var fields = ImmutableArray.CreateBuilder<Expr.FieldEntry>();
        while (!next.Is("}"))
        {
            var isOptional = Skip("?");
            if (next.Kind is not (TokenKind.Name or TokenKind.Quoted)) throw Unexpected("a field");
            var field = Take();
            Expect(":");
            fields.Add(new Expr.FieldEntry(field.Text, Expression(), isOptional, field.Position));
            if (!Skip(",")) break;
        }

        Expect("}");
        return Grown(new Expr.Message(name, fields.DrainToImmutable(), at), fields.Count == 0 ? 0 : fields.Max(f => f.Value.Height));
    }

    private Expr.ListOf List()
    {
        var at = Take().Position;
        var items = ImmutableArray.CreateBuilder<Expr>();
        var optional = ImmutableArray.CreateBuilder<int>();
        while (!next.Is("]"))
        {
            if (Skip("?")) optional.Add(items.Count);
            items.Add(Expression());
            if (!Skip(",")) break;
        }

        Expect("]");
        var list = items.DrainToImmutable();
        return Grown(new Expr.ListOf(list, optional.DrainToImmutable(), at), Height(list));
    }

    private Expr.MapOf Map()
    {
        var at = Take().Position;
        var entries = ImmutableArray.CreateBuilder<Expr.Entry>();
        var height = 0;
        while (!next.Is("}"))
        {
            var isOptional = Skip("?");
            var key = Expression();
            Expect(":");
            var value = Expression();
            entries.Add(new Expr.Entry(key, value, isOptional));
            height = Math.Max(height, Math.Max(key.Height, value.Height));
            if (!Skip(",")) break;
        }

        Expect("}");
        return Grown(new Expr.MapOf(entries.DrainToImmutable(), at), height);
    }
}
