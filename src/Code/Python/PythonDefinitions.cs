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
        Into.Enter(new Definition(Into.Scope, name.Text, kind, parameters, decorators, bases, text, name.Line, node.EndLine));
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
                case "default_parameter" or "typed_default_parameter": all.Add(new Parameter(item["name"].Text, item["type"].Text, Lower(item["value"]), [])); break;
                case "typed_parameter": all.Add(new Parameter(Plain(item.Only), item["type"].Text, null, [])); break;
                case "list_splat_pattern" or "dictionary_splat_pattern" or "tuple_pattern": all.Add(new Parameter(Plain(item), "", null, [])); break;
            }
        }

        return all.DrainToImmutable();
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
