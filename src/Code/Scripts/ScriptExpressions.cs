using System.Collections.Immutable;
using System.Text;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Scripts;

/// <summary>Expressions.</summary>
internal sealed partial class ScriptLowering
{
    protected override Expression Expression(Node node, string? bound)
    {
        switch (node.Kind)
        {
            case "identifier" or "super" or "shorthand_property_identifier" or "import" or "type_identifier": return new Name(node.Text, node.Line);
            case "this": return new This(node.Line);
            case "string": return new Text(ScriptText.Of(node), node.Line);
            case "template_string": return Template(node);
            case "number" or "true" or "false" or "null" or "undefined" or "regex": return new Literal(node.Text, node.Line);
            case "member_expression" or "nested_identifier": return new Member(Lower(node["object"]), node["property"].Text, node["property"].Line);
            case "subscript_expression": return new Indexed(Lower(node["object"]), Lower(node["index"]), node.Line);
            case "call_expression": return Call(node);
            case "new_expression": return Made(Lower(node["constructor"]), Arguments(node["arguments"]), node, isNew: true);
            case "array": return new Items([.. node.Children.ToList().Where(c => !c.IsWord).Select(Item)], node.Line);
            case "object": return Object(node);
            case "arrow_function" or "function_expression" or "generator_function": return new Lambda(Function(node, OwnName(node, bound), []), node.Line);
            case "class": return new Lambda(Class(node, OwnName(node, bound), Decorators(node)), node.Line);
            case "parenthesized_expression" or "await_expression" or "non_null_expression" or "as_expression" or "satisfies_expression" or "instantiation_expression":
                return Value(node.Only, bound) ?? new Other([], node.Line);
            case "type_assertion": return Value(node.Children.ToList()[^1], bound)!;
            case "binary_expression": return Operator(node, node["operator"].Text);
            case "unary_expression" when node["operator"].Text == "!": return new Other([Lower(node["argument"])], node.Line) { Mark = "not" };
            case "unary_expression" when node["argument"].Kind == "number" && node["operator"].Text is "-" or "+": return new Literal(node.Text, node.Line);
            case "ternary_expression":
                Evaluate(node["condition"]);
                return new Choice([Lower(node["consequence"], bound), Lower(node["alternative"], bound)], node.Line);
            case "assignment_expression":
                Assign(node);
                return Result(node);
            case "augmented_assignment_expression":
                Augment(node);
                return Result(node);
            case "type_annotation" or "type_arguments": return new Other([], node.Line);
            case "jsx_element" or "jsx_opening_element" or "jsx_self_closing_element" or "jsx_attribute":
                return new Other([.. node.Children.ToList().Where(IsElementValue).Select(c => Lower(c))], node.Line);
            default: return Inner(node);
        }
    }

    /// <summary>What an assignment inside an expression is: the name it gave a value.</summary>
    private Expression Result(Node node) => Bare(node["left"]) is { Kind: "identifier" or "member_expression" } left ? Lower(left) : new Other([], node.Line);

    private string OwnName(Node node, string? bound) => node["name"].IsNone ? bound ?? Unnamed(node) : node["name"].Text;

    private Expression Call(Node node)
    {
        // A module that is taken in the middle of an expression gets a name of its own.
        if (Module(node) is { } module)
        {
            var name = $"={node.Line}:{node.Column}";
            Into.Add(new Import(module, null, name, node.Line));
            return new Name(name, node.Line);
        }

        var (callee, arguments) = (Lower(node["function"]), node["arguments"]);
        return Made(callee, arguments.Kind == "template_string" ? [new Argument(null, Lower(arguments))] : Arguments(arguments), node, isNew: false);
    }

    private static Call Made(Expression callee, ImmutableArray<Argument> arguments, Node node, bool isNew)
    {
        ImmutableArray<string> types = [.. node["type_arguments"].Children.ToList().Select(t => t.Text)];
        return new Call(callee, arguments, types, isNew, callee is Name or Member ? callee.Line : node.Line);
    }

    private ImmutableArray<Argument> Arguments(Node list) =>
        [.. list.Children.ToList().Where(c => !c.IsWord).Select(c => c.Kind == "spread_element" ? new Argument(null, Lower(c.Only), IsSpread: true) : new Argument(null, Lower(c)))];

    private bool IsElementValue(Node part)
    {
        // The grammar does not know a bare `&` in the text of an element; nothing is missed there.
        var isText = part.Kind == "ERROR" && part.Bytes.StartsWith("&"u8) && !part.Bytes.ContainsAny("{}<>"u8);
        if (isText) TextsPassedOver++;
        return !isText && !part.IsWord && part.Kind is not ("jsx_text" or "jsx_closing_element" or "property_identifier" or "type_arguments");
    }

    private Expression Item(Node item) => item.Kind == "spread_element" ? new Other([Lower(item.Only)], item.Line) : Lower(item);

    private Fields Object(Node node)
    {
        var all = ImmutableArray.CreateBuilder<(string, Expression)>();
        foreach (var item in node.Children)
        {
            switch (item.Kind)
            {
                case "pair" when Key(item["key"]) is { } key: all.Add((key, Lower(item["value"]))); break;
                case "pair": all.Add(("", new Other([Lower(item["key"].Only), Lower(item["value"])], item.Line))); break;
                case "method_definition": all.Add((Key(item["name"]) ?? "", new Lambda(Function(item, Unnamed(item), []), item.Line))); break;
                case "spread_element": all.Add(("...", Lower(item.Only))); break;
                case "shorthand_property_identifier": all.Add((item.Text, Lower(item))); break;
                default: if (!item.IsWord) all.Add(("", Lower(item))); break;
            }
        }

        return new Fields(all.DrainToImmutable(), node.Line);
    }

    private Expression Operator(Node node, string mark) => mark switch
    {
        "??" or "||" => new Choice(Operands(node), node.Line),
        "+" => Sum(Operands(node), node.Line),
        _ => new Other(Operands(node), node.Line) { Mark = mark },
    };

    private Expression Template(Node node)
    {
        var (parts, plain) = (new List<Expression>(), new StringBuilder());
        foreach (var part in node.Children)
        {
            if (ScriptText.Add(part, plain)) continue;
            parts.Add(new Text(ScriptText.Whole(plain), node.Line));
            plain.Clear();
            if (Value(part.Only) is { } value) parts.Add(value);
        }

        parts.Add(new Text(ScriptText.Whole(plain), node.Line));
        return Join(parts, node.Line);
    }
}
