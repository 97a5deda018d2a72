using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Plumbline.Code.Trees;

namespace Plumbline.Code.CSharp;

/// <summary>Reads C# with Roslyn's parser; nothing is compiled, bound or run.</summary>
public sealed class CSharpReader
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);
    private const int DeepestBrackets = 600;
    private const int DeepestStatement = 100;
    private readonly TreeBuilder tree = new(Language.CSharp);
    private readonly Stack<HashSet<string>> fields = new([[]]);
    private readonly Expressions expressions;
    private readonly Statements statements;

    private CSharpReader()
    {
        expressions = new Expressions(tree, Function);
        statements = new Statements(tree, expressions, this);
    }

    /// <summary>Names of the fields and properties of the type around.</summary>
    internal IReadOnlySet<string> FieldsAround => fields.Peek();

    /// <summary>The file in the form of all languages; text that does not parse is left out and said to be broken. Null where brackets nest deeper than the parser can follow.</summary>
    public static SourceTree? Read(string text)
    {
        if (IsTooDeep(text)) return null;
        var reader = new CSharpReader();
        try
        {
            var root = CSharpSyntaxTree.ParseText(text, Options).GetCompilationUnitRoot();
            reader.tree.IsBroken = root.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
            foreach (var import in root.Usings) reader.Using(import);
            foreach (var attributes in root.AttributeLists.SelectMany(l => l.Attributes)) reader.tree.Evaluate(reader.expressions.Attribute(attributes));
            foreach (var member in root.Members) reader.Declare(member);
        }
        catch (InsufficientExecutionStackException)
        {
            reader.tree.IsBroken = true;
        }

        return reader.tree.Tree();
    }

    // Roslyn's parser descends once a bracket, and a stack that runs out ends the program.
    private static bool IsTooDeep(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            if (c is '(' or '[' or '{' or '<') depth++;
            else if (c is ')' or ']' or '}' or '>' or ';') depth = c == ';' ? Math.Min(depth, DeepestStatement) : Math.Max(0, depth - 1);
            if (depth > DeepestBrackets) return true;
        }

        return false;
    }

    /// <summary>Reads a declaration of any kind.</summary>
    internal void Declare(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax space:
                tree.Add(new Import(space.Name.ToString(), "*", "", Expressions.LineOf(space.Name)));
                foreach (var import in space.Usings) Using(import);
                foreach (var inner in space.Members) Declare(inner);
                break;
            case TypeDeclarationSyntax type:
                Type(type);
                break;
            case GlobalStatementSyntax global:
                statements.Read(global.Statement);
                break;
            case BaseMethodDeclarationSyntax method:
                Method(method);
                break;
            case BaseFieldDeclarationSyntax field:
                statements.Variables(field.Declaration);
                break;
            case PropertyDeclarationSyntax property:
                Property(property);
                break;
            case BasePropertyDeclarationSyntax { AccessorList: { } accessors }:
                Accessors(accessors);
                break;
        }
    }

    private void Using(UsingDirectiveSyntax import)
    {
        if (import.NamespaceOrType is not { } target) return;
        var isGlobal = import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);
        var name = import.NamespaceOrType.ToString().Replace("global::", "", StringComparison.Ordinal);
        tree.Add(import.Alias is { } alias
            ? new Import(name, null, alias.Name.Identifier.ValueText, Expressions.LineOf(target), isGlobal)
            : new Import(name, "*", "", Expressions.LineOf(target), isGlobal));
    }

    private void Type(TypeDeclarationSyntax type)
    {
        var bases = type.BaseList?.Types.Select(t => t.Type.ToString()).ToImmutableArray() ?? [];
        tree.Enter(new Definition(
            tree.Scope, type.Identifier.ValueText, DefinitionKind.Class, Parameters(type.ParameterList), Decorators(type.AttributeLists), bases, "",
            Expressions.LineOf(type.Identifier), Expressions.LastLineOf(type)));
        fields.Push([
            .. type.Members.OfType<BaseFieldDeclarationSyntax>().SelectMany(f => f.Declaration.Variables).Select(v => v.Identifier.ValueText),
            .. type.Members.OfType<PropertyDeclarationSyntax>().Select(p => p.Identifier.ValueText),
        ]);
        foreach (var above in type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>() ?? [])
            tree.Evaluate(new Call(new Name("base", Expressions.LineOf(above)), expressions.Arguments(above.ArgumentList), [], false, Expressions.LineOf(above)));
        foreach (var member in type.Members) Declare(member);
        fields.Pop();
        tree.Leave();
    }

    private void Method(BaseMethodDeclarationSyntax method)
    {
        var (name, token) = method switch
        {
            MethodDeclarationSyntax m => (m.Identifier.ValueText, m.Identifier),
            ConstructorDeclarationSyntax c => ("ctor", c.Identifier),
            _ => ("operator", method.GetFirstToken()),
        };
        tree.Enter(new Definition(
            tree.Scope, name, DefinitionKind.Function, Parameters(method.ParameterList), Decorators(method.AttributeLists), [], "",
            Expressions.LineOf(token), Expressions.LastLineOf(method)));
        if (method is ConstructorDeclarationSyntax { Initializer: { } initializer })
            tree.Evaluate(new Call(new Name(initializer.ThisOrBaseKeyword.ValueText, Expressions.LineOf(initializer)), expressions.Arguments(initializer.ArgumentList), [], false, Expressions.LineOf(initializer)));
        statements.Body(method.Body, method.ExpressionBody);
        tree.Leave();
    }

    private void Property(PropertyDeclarationSyntax property)
    {
        var value = property.Initializer?.Value ?? property.ExpressionBody?.Expression;
        var type = property.Type.ToString();
        tree.Bind(property.Identifier.ValueText, value is null ? null : expressions.Read(value, type), type, Expressions.LineOf(property.Identifier));
        if (property.AccessorList is { } accessors) Accessors(accessors);
    }

    private void Accessors(AccessorListSyntax accessors)
    {
        foreach (var accessor in accessors.Accessors) statements.Body(accessor.Body, accessor.ExpressionBody);
    }

    /// <summary>A function that is written inside code: its definition, read to its end.</summary>
    internal string Function(string name, ParameterListSyntax? parameters, SyntaxList<AttributeListSyntax> attributes, int line, SyntaxNode whole, CSharpSyntaxNode? body)
    {
        var definition = new Definition(
            tree.Scope, name, DefinitionKind.Function, Parameters(parameters), Decorators(attributes), [], "", line, Expressions.LastLineOf(whole));
        tree.Enter(definition);
        if (body is BlockSyntax block) statements.Read(block);
        else if (body is ExpressionSyntax expression) statements.Return(expression);
        else if (body is ArrowExpressionClauseSyntax arrow) statements.Return(arrow.Expression);
        tree.Leave();
        return definition.Inside;
    }

    private ImmutableArray<Parameter> Parameters(BaseParameterListSyntax? list) => list is null ? [] :
    [
        .. list.Parameters.Select(p => new Parameter(
            p.Identifier.ValueText, p.Type?.ToString() ?? "", p.Default is { } value ? expressions.Read(value.Value) : null, Decorators(p.AttributeLists))),
    ];

    private ImmutableArray<Expression> Decorators(SyntaxList<AttributeListSyntax> lists) =>
        [.. lists.SelectMany(l => l.Attributes).Select(expressions.Attribute)];
}
