using System.Collections.Immutable;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Python;

/// <summary>Functions and classes.</summary>
internal sealed partial class PythonLowering
{
    private void Decorated(Node node)
    {
        var decorators = ImmutableArray.CreateBuilder<Expression>();
        foreach (var child in node.Children)
        {
            if (child.Kind == "decorator" && !child.Only.IsNone) decorators.Add(Lower(child.Only));
            else if (child.Kind == "function_definition") Function(child, decorators.DrainToImmutable());
            else if (child.Kind == "class_definition") Class(child, decorators.DrainToImmutable());
        }
    }

    private void Function(Node node, ImmutableArray<Expression> decorators)
    {
        var isMethod = Into.Scope.Length > 0 && Into.Scope == Into.ClassScope && !decorators.Any(d => d is Name { Value: "staticmethod" });
        var parameters = Parameters(node["parameters"]);
        var outer = self;
        if (isMethod && parameters.Length > 0) (self, parameters) = (parameters[0].Name, parameters[1..]);
        else if (parameters.Any(p => p.Name == self)) self = null;
        Enter(node, DefinitionKind.Function, parameters, decorators, []);
        self = outer;
    }

    private void Class(Node node, ImmutableArray<Expression> decorators)
    {
        var bases = ImmutableArray.CreateBuilder<string>();
        foreach (var item in node["superclasses"].Children)
        {
            if (item.Kind == "keyword_argument") Evaluate(item["value"]);
            else bases.Add(item.Text);
        }

        var outer = self;
        self = null;
        Enter(node, DefinitionKind.Class, [], decorators, bases.DrainToImmutable());
        self = outer;
    }

    private void Enter(Node node, DefinitionKind kind, ImmutableArray<Parameter> parameters, ImmutableArray<Expression> decorators, ImmutableArray<string> bases)
    {
        var (name, body) = (node["name"], node["body"]);
        var doc = DocOf(body);
        var text = doc.IsNone ? "" : PythonText.Clean(((Text)Lower(doc.Only)).Value);
        Into.Enter(new Definition(Into.Scope, name.Text, kind, parameters, decorators, bases, text, name.Line, LastLine(body.IsNone ? node : body)));
        foreach (var child in body.Children) if (child != doc) Read(child);
        Into.Leave();
    }

    /// <summary>The statement that documents a module, class or function: a text alone, before all others.</summary>
    private static Node DocOf(Node body)
    {
        if (body.Only is not { Kind: "expression_statement", Only: { Kind: "string" or "concatenated_string" } text } statement) return default;
        foreach (var child in text.Kind == "string" ? statement.Children : text.Children) if (child.Has("interpolation")) return default;
        return statement.Children.ToList().Count == 1 ? statement : default;
    }

    private ImmutableArray<Parameter> Parameters(Node list)
    {
        var all = ImmutableArray.CreateBuilder<Parameter>();
        foreach (var item in list.Children)
        {
            switch (item.Kind)
            {
                case "identifier": all.Add(new Parameter(item.Text, "", null, [])); break;
                case "default_parameter" or "typed_default_parameter": all.Add(new Parameter(item["name"].Text, item["type"].Text, Lower(item["value"]), Annotations(item["type"]))); break;
                case "typed_parameter": all.Add(new Parameter(Plain(item.Only), item["type"].Text, null, Annotations(item["type"]))); break;
                case "list_splat_pattern" or "dictionary_splat_pattern" or "tuple_pattern": all.Add(new Parameter(Plain(item), "", null, [])); break;
            }
        }

        return all.DrainToImmutable();
    }

    /// <summary>The last line of code; comments behind it belong to a block, too.</summary>
    private static int LastLine(Node node)
    {
        while (IsBlock(node.Kind) && node.Children.ToList() is { Count: > 0 } children) node = children[^1];
        return node.EndLine;
    }

    private static bool IsBlock(string kind) =>
        kind is "block" or "if_statement" or "for_statement" or "while_statement" or "try_statement" or "with_statement" or "match_statement"
        || kind.EndsWith("_clause", StringComparison.Ordinal) || kind.EndsWith("_definition", StringComparison.Ordinal);

    /// <summary>What `Annotated[T, a, b]` says beside the type.</summary>
    private ImmutableArray<Expression> Annotations(Node type)
    {
        var (named, list) = type.Only.Kind switch
        {
            "generic_type" => (type.Only.Only, type.Only.First("type_parameter").Children.ToList()),
            "subscript" => (type.Only["value"], type.Only.Children.ToList().FindAll(c => c.Part == "subscript")),
            _ => default,
        };
        if (named.IsNone || named.Text is not ("Annotated" or "t.Annotated" or "typing.Annotated")) return [];
        return [.. list.Skip(1).Select(a => Lower(a.Kind == "type" ? a.Only : a))];
    }

    private static string Plain(Node name) => name.Text.TrimStart('*', ' ');

    private Lambda Unbound(Node node, string? bound)
    {
        var (outer, parameters) = (self, Parameters(node["parameters"]));
        if (parameters.Any(p => p.Name == self)) self = null;
        var made = new Definition(Into.Scope, bound ?? Unnamed(node), DefinitionKind.Function, parameters, [], [], "", node.Line, node.EndLine);
        Into.Enter(made);
        Evaluate(node["body"]);
        Into.Leave();
        self = outer;
        return new Lambda(made.Inside, node.Line);
    }
}
