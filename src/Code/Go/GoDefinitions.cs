using System.Collections.Immutable;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Go;

/// <summary>Functions, methods and types.</summary>
internal sealed partial class GoLowering
{
    /// <summary>A function; a method stands in the scope of its receiver's type, which may be defined in another file.</summary>
    private void Declared(Node node)
    {
        var receiver = node["receiver"].First("parameter_declaration");
        if (receiver.IsNone)
        {
            Function(node, Into.Scope, node["name"].Text, DocComments.Lines(node));
            return;
        }

        var type = receiver["type"];
        while (type.Kind is "pointer_type" or "parenthesized_type" or "generic_type" && !type.Only.IsNone) type = type.Only;
        var outer = self;
        self = receiver["name"].IsNone ? null : receiver["name"].Text;
        Into.EnterClass(type.Text);
        Function(node, type.Text, node["name"].Text, DocComments.Lines(node));
        Into.Leave();
        self = outer;
    }

    private string Function(Node node, string scope, string name, string doc)
    {
        var line = node["name"].IsNone ? node.Line : node["name"].Line;
        var made = new Definition(scope, name, DefinitionKind.Function, Parameters(node["parameters"]), [], [], doc, line, node.EndLine);
        Into.Enter(made);
        if (!node["body"].IsNone) Read(node["body"]);
        Into.Leave();
        return made.Inside;
    }

    private static ImmutableArray<Parameter> Parameters(Node list)
    {
        var all = ImmutableArray.CreateBuilder<Parameter>();
        foreach (var item in list.Children)
        {
            if (item.Kind is not ("parameter_declaration" or "variadic_parameter_declaration")) continue;
            var count = all.Count;
            foreach (var name in item.Children) if (name.Part == "name" && !name.IsWord) all.Add(new Parameter(name.Text, item["type"].Text, null, []));
            // A parameter without a name has a place all the same.
            if (all.Count == count) all.Add(new Parameter("_", item["type"].Text, null, []));
        }

        return all.DrainToImmutable();
    }

    private void Types(Node node)
    {
        foreach (var item in node.Children)
        {
            if (item.Kind == "type_spec") Type(item, DocComments.Lines(item) is { Length: > 0 } own ? own : DocComments.Lines(node));
        }
    }

    /// <summary>A struct is a class with its fields, an interface a class without; what is put into either without a name is its base.</summary>
    private void Type(Node node, string doc)
    {
        var (name, type) = (node["name"], node["type"]);
        if (type.Kind is not ("struct_type" or "interface_type")) return;
        var bases = ImmutableArray.CreateBuilder<string>();
        var fields = type.First("field_declaration_list").Children.ToList().FindAll(f => f.Kind == "field_declaration");
        foreach (var field in fields) if (field["name"].IsNone) bases.Add(field["type"].Text);
        foreach (var item in type.Children) if (item.Kind == "type_elem") bases.Add(item.Text);
        Into.Enter(new Definition(Into.Scope, name.Text, DefinitionKind.Class, [], [], bases.DrainToImmutable(), doc, name.Line, node.EndLine));
        foreach (var field in fields)
        {
            foreach (var one in field.Children) if (one.Part == "name" && !one.IsWord) Into.Bind(one.Text, null, field["type"].Text, one.Line);
        }

        Into.Leave();
    }
}
