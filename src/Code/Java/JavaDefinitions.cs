using System.Collections.Immutable;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Java;

/// <summary>Classes and methods.</summary>
internal sealed partial class JavaLowering
{
    private void Type(Node node)
    {
        List<string> bases = [node["superclass"].Only.Text, .. Listed(node["interfaces"].First("type_list")), .. Listed(node.First("extends_interfaces").First("type_list"))];
        bases.RemoveAll(b => b.Length == 0);
        Class(node, node["name"].Text, Parameters(node["parameters"]), Annotations(node), [.. bases], node["body"]);
    }

    private static IEnumerable<string> Listed(Node types) => types.Children.ToList().Select(t => t.Text);

    private void Class(Node node, string name, ImmutableArray<Parameter> parameters, ImmutableArray<Expression> annotations, ImmutableArray<string> bases, Node body)
    {
        var line = node["name"].IsNone ? node.Line : node["name"].Line;
        var outer = (fields, locals);
        (fields, locals) = ([.. parameters.Select(p => p.Name), .. Fields(body)], []);
        Into.Enter(new Definition(Into.Scope, name, DefinitionKind.Class, parameters, annotations, bases, DocComments.Block(node), line, node.EndLine));
        ReadAll(body);
        Into.Leave();
        (fields, locals) = outer;
    }

    private static IEnumerable<string> Fields(Node body)
    {
        foreach (var member in body.Children)
        {
            if (member.Kind is not ("field_declaration" or "constant_declaration")) continue;
            foreach (var item in member.Children) if (item.Kind == "variable_declarator") yield return item["name"].Text;
        }
    }

    private void Method(Node node) => Function(node, node["name"].Text, Parameters(node["parameters"]), Annotations(node), node["body"]);

    private string Function(Node node, string name, ImmutableArray<Parameter> parameters, ImmutableArray<Expression> annotations, Node body)
    {
        var line = node["name"].IsNone ? node.Line : node["name"].Line;
        var outer = locals;
        locals = [.. locals, .. parameters.Select(p => p.Name)];
        var made = new Definition(Into.Scope, name, DefinitionKind.Function, parameters, annotations, [], node.Kind == "lambda_expression" ? "" : DocComments.Block(node), line, node.EndLine);
        Into.Enter(made);
        if (body.Kind is "block" or "constructor_body") Read(body);
        else Evaluate(body);
        Into.Leave();
        locals = outer;
        return made.Inside;
    }

    private ImmutableArray<Parameter> Parameters(Node list)
    {
        var all = ImmutableArray.CreateBuilder<Parameter>();
        foreach (var item in list.Kind == "identifier" ? [list] : list.Children.ToList())
        {
            switch (item.Kind)
            {
                case "identifier": all.Add(new Parameter(item.Text, "", null, [])); break;
                case "formal_parameter": all.Add(new Parameter(item["name"].Text, TypeOf(item), null, Annotations(item))); break;
                case "spread_parameter":
                    var type = item.Children.ToList().Find(c => !c.IsWord && c.Kind is not ("modifiers" or "variable_declarator"));
                    all.Add(new Parameter(item.First("variable_declarator")["name"].Text, type.Text, null, Annotations(item)));
                    break;
            }
        }

        return all.DrainToImmutable();
    }

    /// <summary>A constant of an enumeration is made from its arguments.</summary>
    private void Constant(Node node)
    {
        var (name, arguments) = (node["name"], node["arguments"]);
        var made = Into.Scope[(Into.Scope.LastIndexOf('.') + 1)..];
        Into.Bind(name.Text, arguments.IsNone ? null : new Call(new Name(made, name.Line), Arguments(arguments), [], true, name.Line), "", name.Line);
        if (!node["body"].IsNone) Class(node, name.Text, [], [], [made], node["body"]);
    }

    private ImmutableArray<Expression> Annotations(Node node)
    {
        var all = ImmutableArray.CreateBuilder<Expression>();
        foreach (var item in node.First("modifiers").Children) if (item.Kind is "annotation" or "marker_annotation") all.Add(Annotation(item));
        return all.DrainToImmutable();
    }

    private Expression Annotation(Node node)
    {
        var name = Lower(node["name"]);
        if (node.Kind == "marker_annotation") return name;
        var all = ImmutableArray.CreateBuilder<Argument>();
        foreach (var item in node["arguments"].Children)
        {
            if (!item.IsWord) all.Add(item.Kind == "element_value_pair" ? new Argument(item["key"].Text, Lower(item["value"])) : new Argument(null, Lower(item)));
        }

        return new Call(name, all.DrainToImmutable(), [], false, node["name"].Line);
    }
}
