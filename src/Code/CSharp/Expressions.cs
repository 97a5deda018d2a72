using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Plumbline.Code.Trees;

namespace Plumbline.Code.CSharp;

/// <summary>Reads a function that is written inside code and gives its <see cref="Definition.Inside"/>.</summary>
internal delegate string ReadFunction(
    string name, ParameterListSyntax? parameters, SyntaxList<AttributeListSyntax> attributes, int line, SyntaxNode whole, CSharpSyntaxNode? body);

/// <summary>Expressions of C# in the form of all languages.</summary>
internal sealed class Expressions
{
    private readonly TreeBuilder tree;
    private readonly ReadFunction function;
    private readonly Creations creations;
    private readonly Stack<Expression> receivers = new();
    private int depth;

    public Expressions(TreeBuilder tree, ReadFunction function)
    {
        (this.tree, this.function) = (tree, function);
        creations = new Creations(this);
    }

    /// <summary>The 1-based line on which a node begins.</summary>
    public static int LineOf(SyntaxNode node) => LineOf(node.GetFirstToken());

    /// <summary>The 1-based line of a token.</summary>
    public static int LineOf(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>The 1-based line on which a node ends.</summary>
    public static int LastLineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().EndLinePosition.Line + 1;

    /// <summary>An attribute as a call.</summary>
    public Expression Attribute(AttributeSyntax attribute)
    {
        var name = Creations.NameOf(attribute.Name);
        ImmutableArray<Argument> arguments =
        [
            .. attribute.ArgumentList?.Arguments.Select(a => new Argument(
                a.NameEquals?.Name.Identifier.ValueText ?? a.NameColon?.Name.Identifier.ValueText, Read(a.Expression))) ?? [],
        ];
        return new Call(name, arguments, [], false, LineOf(attribute));
    }

    /// <summary>One expression; <paramref name="type"/> is what a bare `new(…)` makes.</summary>
    public Expression Read(ExpressionSyntax expression, string type = "")
    {
        if (++depth > TreeBuilder.Deepest)
        {
            depth--;
            tree.IsBroken = true;
            return new Other([], LineOf(expression));
        }

        try
        {
            return Simple(expression, type) ?? Access(expression) ?? creations.Read(expression, type) ?? Composed(expression);
        }
        finally
        {
            depth--;
        }
    }

    private Expression? Simple(ExpressionSyntax expression, string type) => expression switch
    {
        LiteralExpressionSyntax literal when literal.Token.Value is string text => new Text(text, LineOf(literal)),
        LiteralExpressionSyntax literal => new Literal(literal.Token.Text, LineOf(literal)),
        InterpolatedStringExpressionSyntax text => Interpolated(text),
        ParenthesizedExpressionSyntax p => Read(p.Expression, type),
        CastExpressionSyntax cast => Read(cast.Expression, cast.Type.ToString()),
        AwaitExpressionSyntax wait => Read(wait.Expression, type),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => Read(sure.Operand, type),
        RefExpressionSyntax reference => Read(reference.Expression, type),
        ThisExpressionSyntax or BaseExpressionSyntax => new This(LineOf(expression)),
        IdentifierNameSyntax name => new Name(name.Identifier.ValueText, LineOf(name)),
        GenericNameSyntax name => new Name(name.Identifier.ValueText, LineOf(name)),
        PredefinedTypeSyntax name => new Name(name.Keyword.ValueText, LineOf(name)),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment => Read(assignment.Right),
        _ => null,
    };

    private Expression? Access(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax member => new Member(Read(member.Expression), member.Name.Identifier.ValueText, LineOf(member.Name)),
        MemberBindingExpressionSyntax member => new Member(Receiver(member), member.Name.Identifier.ValueText, LineOf(member.Name)),
        ConditionalAccessExpressionSyntax access => Conditional(access),
        ElementAccessExpressionSyntax element => new Indexed(Read(element.Expression), First(element.ArgumentList), LineOf(element)),
        ElementBindingExpressionSyntax element => new Indexed(Receiver(element), First(element.ArgumentList), LineOf(element)),
        InvocationExpressionSyntax call => Invocation(call),
        _ => null,
    };

    private Expression Composed(ExpressionSyntax expression)
    {
        var line = LineOf(expression);
        switch (expression)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Sum(sum, line);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either:
                return either.Right is ThrowExpressionSyntax ? Read(either.Left) : new Choice([Read(either.Left), Read(either.Right)], line);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } cast:
                return Read(cast.Left);
            case ConditionalExpressionSyntax choice:
                tree.Evaluate(Read(choice.Condition));
                return new Choice([Read(choice.WhenTrue), Read(choice.WhenFalse)], line);
            case SwitchExpressionSyntax choice:
                tree.Evaluate(Read(choice.GoverningExpression));
                return new Choice([.. choice.Arms.Where(a => a.Expression is not ThrowExpressionSyntax).Select(a => Read(a.Expression))], line);
            case LambdaExpressionSyntax lambda:
                var list = (lambda as ParenthesizedLambdaExpressionSyntax)?.ParameterList;
                return new Lambda(function($"λ{line}", list, lambda.AttributeLists, line, lambda, lambda.Body), line);
            case AnonymousMethodExpressionSyntax method:
                return new Lambda(function($"λ{line}", method.ParameterList, [], line, method, method.Block), line);
            default:
                return new Other([.. Inner(expression)], line);
        }
    }

    // A long sum is a deep tree that leans left; it is walked flat.
    private Joined Sum(BinaryExpressionSyntax sum, int line)
    {
        var parts = new List<ExpressionSyntax>();
        ExpressionSyntax left = sum;
        for (; left is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } next; left = next.Left) parts.Add(next.Right);
        parts.Add(left);
        parts.Reverse();
        return new Joined([.. parts.Select(p => Read(p))], line);
    }

    private IEnumerable<Expression> Inner(SyntaxNode node)
    {
        foreach (var child in node.ChildNodes())
        {
            if (child is TypeSyntax and not (IdentifierNameSyntax or GenericNameSyntax)) continue;
            if (child is ExpressionSyntax expression) yield return Read(expression);
            else foreach (var inner in Inner(child)) yield return inner;
        }
    }

    private Expression Interpolated(InterpolatedStringExpressionSyntax text)
    {
        var line = LineOf(text);
        var parts = text.Contents.Select(c => c is InterpolationSyntax hole
            ? Read(hole.Expression)
            : new Text(((InterpolatedStringTextSyntax)c).TextToken.ValueText, LineOf(c))).ToImmutableArray();
        return parts.All(p => p is Text) ? new Text(string.Concat(parts.Select(p => ((Text)p).Value)), line) : new Joined(parts, line);
    }

    private Expression Conditional(ConditionalAccessExpressionSyntax access)
    {
        receivers.Push(Read(access.Expression));
        var value = Read(access.WhenNotNull);
        receivers.Pop();
        return value;
    }

    private Expression Receiver(ExpressionSyntax at) => receivers.TryPeek(out var receiver) ? receiver : new Other([], LineOf(at));

    private Expression First(BracketedArgumentListSyntax list) =>
        list.Arguments is [var only] ? Read(only.Expression) : new Other([.. list.Arguments.Select(a => Read(a.Expression))], LineOf(list));

    private Expression Invocation(InvocationExpressionSyntax call)
    {
        if (call is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: [var named] })
            return new Text(named.Expression.ToString().Split('.')[^1], LineOf(call));
        var callee = Read(call.Expression);
        var name = call.Expression is MemberAccessExpressionSyntax member ? member.Name : (call.Expression as MemberBindingExpressionSyntax)?.Name ?? call.Expression;
        return new Call(callee, Arguments(call.ArgumentList), Creations.TypesOf(name), false, callee.Line);
    }

    /// <summary>Arguments in their order.</summary>
    public ImmutableArray<Argument> Arguments(ArgumentListSyntax? list) =>
        [.. list?.Arguments.Select(a => new Argument(a.NameColon?.Name.Identifier.ValueText, Read(a.Expression))) ?? []];
}
