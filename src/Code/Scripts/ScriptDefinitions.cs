using System.Collections.Immutable;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Scripts;

/// <summary>Functions and classes.</summary>
internal sealed partial class ScriptLowering
{
    /// <summary>One parameter as written.</summary>
    private readonly record struct Given(Node Pattern, Parameter Parameter, bool IsField);

    /// <summary>The statement around a function or class that its documentation stands before; no node where that is the function itself.</summary>
    private Node documented;

    private string Doc(Node node)
    {
        var doc = DocComments.Block(documented.IsNone ? node : documented);
        documented = default;
        return doc;
    }

    private string Function(Node node, string name, ImmutableArray<Expression> decorators)
    {
        var doc = Doc(node);
        List<Given> given = [.. node["parameters"].Children.ToList().Where(p => p["pattern"].Kind != "this").Select(Take)];
        if (node["parameter"] is { IsNone: false } alone) given.Add(Take(alone));
        var line = node["name"].IsNone ? node.Line : node["name"].Line;
        var made = new Definition(Into.Scope, name, DefinitionKind.Function, [.. given.Select(g => g.Parameter)], decorators, [], doc, line, node.EndLine);
        Into.Enter(made);
        foreach (var one in given)
        {
            if (one.IsField) Into.BindField(one.Parameter.Name, new Name(one.Parameter.Name, one.Pattern.Line), one.Parameter.Type, one.Pattern.Line);
            if (one.Parameter.Name.StartsWith('=')) Bind(one.Pattern, new Name(one.Parameter.Name, one.Pattern.Line), "");
        }

        if (node["body"] is { Kind: "statement_block" } block) Read(block);
        else if (Value(node["body"]) is { } value) Into.Bind(Binding.Return, value, "", node["body"].Line);
        Into.Leave();
        return made.Inside;
    }

    /// <summary>A parameter. One that is taken apart gets a name of its own, from which its parts are bound.</summary>
    private Given Take(Node item)
    {
        var pattern = item["pattern"] is { IsNone: false } typed ? typed : item.Kind == "assignment_pattern" ? item["left"] : item;
        var initial = item["value"] is { IsNone: false } value ? value : item.Kind == "assignment_pattern" ? item["right"] : default;
        if (pattern.Kind == "rest_pattern") pattern = pattern.Only;
        var name = pattern.Kind == "identifier" ? pattern.Text : $"={pattern.Line}:{pattern.Column}";
        var isField = item.Has("accessibility_modifier") || item.Has("readonly") || item.Has("override_modifier");
        return new Given(pattern, new Parameter(name, TypeOf(item), Value(initial), Decorators(item)), isField);
    }

    private string Class(Node node, string name, ImmutableArray<Expression> decorators)
    {
        var line = node["name"].IsNone ? node.Line : node["name"].Line;
        var made = new Definition(Into.Scope, name, DefinitionKind.Class, [], decorators, Bases(node.First("class_heritage")), Doc(node), line, node.EndLine);
        Into.Enter(made);
        var pending = ImmutableArray.CreateBuilder<Expression>();
        foreach (var item in node["body"].Children)
        {
            switch (item.Kind)
            {
                case "decorator":
                    var first = documented.IsNone ? item : documented;
                    documented = default;
                    pending.Add(Lower(item.Only));
                    documented = first;
                    break;
                case "method_definition": Function(item, Key(item["name"]) ?? Unnamed(item), [.. pending.DrainToImmutable(), .. Decorators(item)]); break;
                case "field_definition" or "public_field_definition": Field(item, pending.DrainToImmutable()); break;
                case "class_static_block": Read(item["body"]); break;
                case "ERROR": ReadAll(item); break;
            }
        }

        Into.Leave();
        return made.Inside;
    }

    private void Field(Node item, ImmutableArray<Expression> decorators)
    {
        documented = default;
        foreach (var decorator in decorators.Concat(Decorators(item))) Into.Evaluate(decorator);
        documented = item;
        var name = item["name"] is { IsNone: false } typed ? typed : item["property"];
        if (Key(name) is { } key) Into.Bind(key, Value(item["value"], key), TypeOf(item), name.Line);
        else if (Value(item["value"]) is { } value) Into.Evaluate(value);
    }

    private ImmutableArray<Expression> Decorators(Node node) => [.. node.Children.ToList().Where(c => c.Kind == "decorator" && !c.Only.IsNone).Select(c => Lower(c.Only))];

    private ImmutableArray<string> Bases(Node heritage)
    {
        var bases = ImmutableArray.CreateBuilder<string>();
        foreach (var item in heritage.Children)
        {
            if (item.IsWord) continue;
            if (item.Kind is not ("extends_clause" or "implements_clause")) Base(item);
            else foreach (var one in item.Children) if (!one.IsWord) Base(one);
        }

        return bases.DrainToImmutable();

        void Base(Node one)
        {
            if (one.Kind == "type_arguments" && bases.Count > 0) bases[^1] += one.Text;
            else bases.Add(one.Text);
            if (one.Kind == "call_expression") Evaluate(one);
        }
    }

    private void Enumeration(Node node)
    {
        Into.Enter(new Definition(Into.Scope, node["name"].Text, DefinitionKind.Class, [], [], [], Doc(node), node["name"].Line, node.EndLine));
        foreach (var item in node["body"].Children)
        {
            var name = item.Kind == "enum_assignment" ? item["name"] : item;
            if (Key(name) is { } key) Into.Bind(key, Value(item["value"]), "", name.Line);
        }

        Into.Leave();
    }

    private void Namespace(Node node)
    {
        if (node["name"].Kind == "string" || node["body"].IsNone) return;
        Into.Enter(new Definition(Into.Scope, node["name"].Text, DefinitionKind.Class, [], [], [], Doc(node), node["name"].Line, node.EndLine));
        Read(node["body"]);
        Into.Leave();
    }
}
