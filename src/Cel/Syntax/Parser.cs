using System.Collections.Immutable;

namespace Plumbline.Cel.Syntax;

/// <summary>Reads a text as an expression: bounded in length, in nesting and in the height of the tree.</summary>
internal sealed partial class Parser
{
    /// <summary>Characters an expression may have.</summary>
    public const int Longest = 100_000;

    /// <summary>Brackets and branches that may be open at once.</summary>
    public const int Deepest = 250;

    /// <summary>Nodes on one way down the tree.</summary>
    public const int Tallest = 1_000;

    private readonly Lexer lexer;
    private Token next;
    private int depth;

    private Parser(string text)
    {
        lexer = new Lexer(text);
        next = lexer.Next();
    }

    /// <summary>The expression, or null and the first error.</summary>
    public static Expr? Parse(string text, out ImmutableArray<CelError> errors)
    {
        errors = [];
        try
        {
            if (text.Length > Longest) throw new SyntaxException(Longest, $"an expression has at most {Longest:N0} characters");
            var parser = new Parser(text);
            var expr = parser.Expression();
            if (parser.next.Kind != TokenKind.End) throw parser.Unexpected("an operator or the end");
            return expr;
        }
        catch (SyntaxException e)
        {
            errors = [CelError.At(text, e.Position, e.Message)];
            return null;
        }
    }

    private Token Take()
    {
        var token = next;
        next = lexer.Next();
        return token;
    }

    private bool Skip(string symbol)
    {
        if (!next.Is(symbol)) return false;
        Take();
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Skip(symbol)) throw Unexpected($"`{symbol}`");
    }

    private SyntaxException Unexpected(string expected) => new(next.Position, $"expected {expected}, found {next.Shown}");

    private static T Grown<T>(T expr, int below) where T : Expr => below + 1 > Tallest
        ? throw new SyntaxException(expr.Position, $"an expression has at most {Tallest:N0} operations in a row")
        : expr with { Height = below + 1 };

    private static int Height(ImmutableArray<Expr> args, int other = 0)
    {
        foreach (var arg in args) other = Math.Max(other, arg.Height);
        return other;
    }

    private static Expr.Call Operator(string name, int at, params ImmutableArray<Expr> args) =>
        Grown(new Expr.Call(null, name, args, at), Height(args));

    private Expr Expression()
    {
        if (++depth > Deepest) throw new SyntaxException(next.Position, $"an expression nests at most {Deepest} levels");
        var test = Binary(1);
        if (next.Is("?"))
        {
            var at = Take().Position;
            var yes = Binary(1);
            Expect(":");
            test = Operator("_?_:_", at, test, yes, Expression());
        }

        depth--;
        return test;
    }

    private Expr Binary(int least)
    {
        var left = Unary();
        while (Operators.Binary(next) is var (name, level) && level >= least)
        {
            if (level <= 2) left = Logic(left, name, level);
            else
            {
                var at = Take().Position;
                left = Operator(name, at, left, Binary(level + 1));
            }
        }

        return left;
    }

    /// <summary>A chain of one logic operator as a balanced tree: thousands of terms stay a few levels high.</summary>
    private Expr Logic(Expr first, string name, int level)
    {
        var terms = new List<Expr> { first };
        var positions = new List<int>();
        while (Operators.Binary(next) is var (other, _) && other == name)
        {
            positions.Add(Take().Position);
            terms.Add(Binary(level + 1));
        }

        return Balanced(0, terms.Count);

        Expr Balanced(int from, int to)
        {
            if (to - from == 1) return terms[from];
            var middle = (from + to + 1) / 2;
            return Operator(name, positions[middle - 1], Balanced(from, middle), Balanced(middle, to));
        }
    }

    private Expr Unary()
    {
        var prefixes = new Stack<Token>();
        while (next.Is("!") || next.Is("-")) prefixes.Push(Take());
        var isNegative = prefixes.Count > 0 && prefixes.Peek().Is("-") && next.Value is Magnitude or double && next.Kind == TokenKind.Literal;
        var operand = isNegative ? Postfix(Negative(prefixes.Pop().Position)) : Postfix(Primary());
        foreach (var prefix in prefixes) operand = Operator(prefix.Text + "_", prefix.Position, operand);
        return operand;
    }

    private Expr.Literal Negative(int at)
    {
        var token = Take();
        if (token.Value is double number) return new Expr.Literal(-number, at);
        var value = ((Magnitude)token.Value!).Value;
        return value <= 1UL << 63
            ? new Expr.Literal(unchecked(-(long)value), at)
            : throw new SyntaxException(at, $"`-{token.Text}` is not an int of 64 bits");
    }

    private Expr Postfix(Expr operand)
    {
        while (true)
        {
            if (next.Is(".")) operand = Member(operand);
            else if (next.Is("[")) operand = Index(operand);
            else return operand;
        }
    }

    private Expr.Call Index(Expr operand)
    {
        var at = Take().Position;
        var isOptional = Skip("?");
        var key = Expression();
        Expect("]");
        return Operator(isOptional ? "_[?_]" : "_[_]", at, operand, key);
    }

    private Expr Member(Expr operand)
    {
        Take();
        var isOptional = Skip("?");
        if (next.Kind is not (TokenKind.Name or TokenKind.Quoted)) throw Unexpected("a field or function");
        var name = Take();
        if (isOptional || name.Kind == TokenKind.Quoted || !next.Is("("))
            return Grown(new Expr.Select(operand, name.Text, false, isOptional, name.Position), operand.Height);
        var args = Arguments();
        var macro = Macros.Expand(operand, name.Text, args, name.Position);
        var expr = macro ?? new Expr.Call(operand, name.Text, args, name.Position);
        return Grown(expr, Height(args, operand.Height));
    }

    private ImmutableArray<Expr> Arguments()
    {
        Expect("(");
        var args = ImmutableArray.CreateBuilder<Expr>();
        if (!next.Is(")"))
        {
            do args.Add(Expression());
            while (Skip(","));
        }

        Expect(")");
        return args.DrainToImmutable();
    }

    private Expr Primary()
    {
        if (next.Kind == TokenKind.Literal) return Literal();
        if (next.Is("(")) return Parenthesized();
        if (next.Is("[")) return List();
        if (next.Is("{")) return Map();
        if (next.Kind == TokenKind.Name || next.Is(".")) return Name();
        throw Unexpected("a value");
    }

    private Expr.Literal Literal()
    {
        var token = Take();
        if (token.Value is not Magnitude magnitude) return new Expr.Literal(token.Value, token.Position);
        return magnitude.Value <= long.MaxValue
            ? new Expr.Literal((long)magnitude.Value, token.Position)
            : throw new SyntaxException(token.Position, $"`{token.Text}` is not an int of 64 bits; write `{token.Text}u` for a uint");
    }

    private Expr Parenthesized()
    {
        Take();
        var expr = Expression();
        Expect(")");
        return expr;
    }

    private Expr Name()
    {
        var at = next.Position;
        var dot = Skip(".") ? "." : "";
        if (next.Kind != TokenKind.Name) throw Unexpected("a name");
        var name = Take();
        if (Operators.IsReserved(name.Text)) throw new SyntaxException(name.Position, $"`{name.Text}` is a reserved word; use another name");
        if (next.Is("(")) return Function(dot + name.Text, name.Position);
        return (Expr?)MessageAt(dot + name.Text, at) ?? new Expr.Ident(dot + name.Text, at);
    }

    private Expr Function(string name, int at)
    {
        var args = Arguments();
        return Grown(Macros.Expand(null, name, args, at) ?? new Expr.Call(null, name, args, at), Height(args));
    }
}
