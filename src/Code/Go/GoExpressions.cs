using System.Collections.Immutable;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Go;

/// <summary>Expressions.</summary>
internal sealed partial class GoLowering
{
    protected override Expression Expression(Node node, string? bound)
    {
        switch (node.Kind)
        {
            case "identifier" or "type_identifier" or "package_identifier" or "field_identifier": return node.Text == self ? new This(node.Line) : new Name(node.Text, node.Line);
            case "interpreted_string_literal" or "raw_string_literal": return new Text(GoText.Of(node), node.Line);
            case "int_literal" or "float_literal" or "imaginary_literal" or "rune_literal" or "nil" or "true" or "false" or "iota": return new Literal(node.Text, node.Line);
            case "selector_expression": return new Member(Lower(node["operand"]), node["field"].Text, node["field"].Line);
            case "qualified_type": return new Member(new Name(node["package"].Text, node.Line), node["name"].Text, node["name"].Line);
            case "index_expression": return new Indexed(Lower(node["operand"]), Lower(node["index"]), node.Line);
            case "call_expression": return Call(node);
            case "composite_literal": return Composite(node["type"], node["body"]);
            case "literal_value": return Composite(default, node);
            case "literal_element" or "parenthesized_expression": return Value(node.Only, bound) ?? new Other([], node.Line);
            case "func_literal": return new Lambda(Function(node, Into.Scope, bound ?? Unnamed(node), ""), node.Line);
            case "type_assertion_expression" or "type_conversion_expression": return Lower(node["operand"]);
            case "unary_expression" when node["operator"].Text is "&" or "*": return Lower(node["operand"], bound);
            case "unary_expression" when node["operator"].Text is "-" or "+" && node["operand"].Kind is "int_literal" or "float_literal": return new Literal(node.Text, node.Line);
            case "binary_expression": return node["operator"].Text == "+" ? Sum(Operands(node), node.Line) : new Other(Operands(node), node.Line);
            case "slice_type" or "array_type" or "map_type" or "pointer_type" or "channel_type" or "function_type" or "struct_type" or "interface_type" or "type_arguments":
                return new Other([], node.Line);
            case "generic_type" or "type_instantiation_expression": return Lower(node["type"]);
            default: return Inner(node);
        }
    }

    // `aws.String("…")`, `ptr.To(x)`, `openai.F(x)`: what a library calls `&x`.
    private static bool IsPointed(Expression callee) => callee is Member { Of: Name, Value: "String" or "Ptr" or "To" or "F" or "NewOpt" or "Pointer" };

    private Expression Call(Node node)
    {
        var function = node["function"];
        var types = node["type_arguments"].Children.ToList();
        if (function.Kind is "generic_type" or "type_instantiation_expression")
        {
            types = function.Kind == "generic_type" ? function["type_arguments"].Children.ToList() : function.Children.ToList().FindAll(c => c.Part != "type");
        }

        var callee = Lower(function);
        if (IsPointed(callee) && node["arguments"].Only is { IsNone: false } only) return Lower(only);
        return new Call(callee, Arguments(node["arguments"]), [.. types.Where(t => !t.IsWord).Select(t => t.Text)], false, callee is Name or Member ? callee.Line : node.Line);
    }

    private ImmutableArray<Argument> Arguments(Node list)
    {
        var all = ImmutableArray.CreateBuilder<Argument>();
        foreach (var item in list.Children)
        {
            if (item.Kind == "variadic_argument") all.Add(new Argument(null, Value(item.Only) ?? new Other([], item.Line), IsSpread: true));
            else if (!item.IsWord) all.Add(new Argument(null, Lower(item)));
        }

        return all.DrainToImmutable();
    }

    /// <summary>A list, a dictionary, or the making of a T: what stands in braces behind a type. Elements may leave their type out, which is then the list's.</summary>
    private Expression Composite(Node type, Node body)
    {
        var elements = body.Children.ToList();
        elements.RemoveAll(e => e.Kind is not ("keyed_element" or "literal_element"));
        switch (type.Kind)
        {
            case "slice_type" or "array_type" or "implicit_length_array_type":
                return new Items([.. elements.Select(e => Element(e.Kind == "keyed_element" ? e["value"] : e, type["element"]))], body.Line);
            case "map_type" or "":
                return type.IsNone && elements.TrueForAll(e => e.Kind == "literal_element") ? new Items([.. elements.Select(e => Element(e, default))], body.Line) : Dictionary(elements, type["value"], body.Line);
        }

        var made = type.Kind == "generic_type" ? type["type"] : type;
        ImmutableArray<string> types = type.Kind == "generic_type" ? [.. type["type_arguments"].Children.ToList().Where(t => !t.IsWord).Select(t => t.Text)] : [];
        var arguments = elements.Select(e => e.Kind == "keyed_element" ? new Argument(e["key"].Text, Element(e["value"], default)) : new Argument(null, Element(e, default)));
        return new Call(Lower(made), [.. arguments], types, true, made.Line);
    }

    private Expression Element(Node element, Node type)
    {
        while (type.Kind == "pointer_type" && !type.Only.IsNone) type = type.Only;
        return element.Only.Kind == "literal_value" && !type.IsNone ? Composite(type, element.Only) : Lower(element);
    }

    private Fields Dictionary(List<Node> elements, Node type, int line)
    {
        var all = ImmutableArray.CreateBuilder<(string, Expression)>();
        foreach (var item in elements)
        {
            if (item.Kind != "keyed_element") all.Add(("", Element(item, type)));
            else if (Lower(item["key"]) is var key && key is Text text) all.Add((text.Value, Element(item["value"], type)));
            else all.Add(key is Name name && type.IsNone ? (name.Value, Element(item["value"], type)) : ("", new Other([key, Element(item["value"], type)], item.Line)));
        }

        return new Fields(all.DrainToImmutable(), line);
    }
}
