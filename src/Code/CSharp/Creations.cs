using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Plumbline.Code.Trees;

namespace Plumbline.Code.CSharp;

/// <summary>Objects, collections and their initializers.</summary>
internal sealed class Creations(Expressions expressions)
{
    /// <summary>The expression where it makes something; null otherwise.</summary>
    public Expression? Read(ExpressionSyntax expression, string type) => expression switch
    {
        ObjectCreationExpressionSyntax made => Object(NameOf(made.Type), TypesOf(made.Type), made.ArgumentList, made.Initializer, made),
        ImplicitObjectCreationExpressionSyntax made => Object(NameOf(SyntaxFactory.ParseTypeName(type), made), [], made.ArgumentList, made.Initializer, made),
        AnonymousObjectCreationExpressionSyntax made => new Fields(
            [.. made.Initializers.Select(i => (i.NameEquals?.Name.Identifier.ValueText ?? i.Expression.ToString().Split('.')[^1], expressions.Read(i.Expression)))],
            Expressions.LineOf(made)),
        ArrayCreationExpressionSyntax { Initializer: { } items } => All(items),
        ImplicitArrayCreationExpressionSyntax made => All(made.Initializer),
        InitializerExpressionSyntax items => All(items),
        CollectionExpressionSyntax items => new Items([.. items.Elements.Select(Element)], Expressions.LineOf(items)),
        TupleExpressionSyntax tuple => new Items([.. tuple.Arguments.Select(a => expressions.Read(a.Expression))], Expressions.LineOf(tuple)),
        _ => null,
    };

    /// <summary>A type as an expression: a name, or a chain of members.</summary>
    public static Expression NameOf(TypeSyntax type, SyntaxNode? at = null)
    {
        var line = Expressions.LineOf(at ?? type);
        return type switch
        {
            QualifiedNameSyntax name => new Member(NameOf(name.Left, at), name.Right.Identifier.ValueText, line),
            AliasQualifiedNameSyntax name => new Name(name.Name.Identifier.ValueText, line),
            SimpleNameSyntax name => new Name(name.Identifier.ValueText, line),
            NullableTypeSyntax maybe => NameOf(maybe.ElementType, at),
            _ => new Name(type.ToString(), line),
        };
    }

    /// <summary>The type arguments of a name as written.</summary>
    public static ImmutableArray<string> TypesOf(SyntaxNode name) => name switch
    {
        GenericNameSyntax generic => [.. generic.TypeArgumentList.Arguments.Select(a => a.ToString())],
        QualifiedNameSyntax qualified => TypesOf(qualified.Right),
        _ => [],
    };

    private Call Object(Expression type, ImmutableArray<string> types, ArgumentListSyntax? list, InitializerExpressionSyntax? initializer, SyntaxNode at) =>
        new(type, [.. expressions.Arguments(list), .. Initial(initializer)], types, true, Expressions.LineOf(at));

    private IEnumerable<Argument> Initial(InitializerExpressionSyntax? initializer)
    {
        if (initializer is null) return [];
        return initializer.IsKind(SyntaxKind.ObjectInitializerExpression)
            ? initializer.Expressions.All(e => e is AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax }) && initializer.Expressions.Count > 0
                ? [new Argument(null, Keyed(initializer))]
                : initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(Named)
            : [new Argument(null, initializer.Expressions.Any(e => e.IsKind(SyntaxKind.ComplexElementInitializerExpression)) ? Keyed(initializer) : All(initializer))];
    }

    private Argument Named(AssignmentExpressionSyntax member) => new(
        member.Left is ImplicitElementAccessSyntax element ? element.ArgumentList.ToString() : member.Left.ToString(), expressions.Read(member.Right));

    // `{ ["key"] = value }` and `{ { "key", value } }`
    private Fields Keyed(InitializerExpressionSyntax initializer) => new(
    [
        .. initializer.Expressions.Select(e => e switch
        {
            AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax { ArgumentList.Arguments: [var key] } } pair => (Key(key.Expression), expressions.Read(pair.Right)),
            InitializerExpressionSyntax { Expressions: [var key, var value] } => (Key(key), expressions.Read(value)),
            _ => ("", expressions.Read(e)),
        }),
    ],
    Expressions.LineOf(initializer));

    private string Key(ExpressionSyntax key) => expressions.Read(key) is Text text ? text.Value : key.ToString();

    private Items All(InitializerExpressionSyntax items) => new([.. items.Expressions.Select(e => expressions.Read(e))], Expressions.LineOf(items));

    private Expression Element(CollectionElementSyntax element) => element switch
    {
        ExpressionElementSyntax one => expressions.Read(one.Expression),
        SpreadElementSyntax spread => new Other([expressions.Read(spread.Expression)], Expressions.LineOf(spread)),
        _ => new Other([], Expressions.LineOf(element)),
    };
}
