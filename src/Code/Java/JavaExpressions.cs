using System.Collections.Immutable;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Java;

/// <summary>Expressions.</summary>
internal sealed partial class JavaLowering
{
    protected override Expression Expression(Node node, string? bound)
    {
        switch (node.Kind)
        {
            case "identifier" or "type_identifier" or "super": return new Name(node.Text, node.Line);
            case "this": return new This(node.Line);
            case "string_literal" when !node.Has("string_interpolation"): return new Text(JavaText.Of(node.Text), node.Line);
            case "true" or "false" or "null_literal" or "character_literal" or "decimal_integer_literal" or "hex_integer_literal" or "octal_integer_literal"
                or "binary_integer_literal" or "decimal_floating_point_literal" or "hex_floating_point_literal": return new Literal(node.Text, node.Line);
            case "scoped_identifier": return new Member(Lower(node["scope"]), node["name"].Text, node["name"].Line);
            case "field_access": return node["field"].Kind == "this" ? new This(node.Line) : new Member(Lower(node["object"]), node["field"].Text, node["field"].Line);
            case "array_access": return new Indexed(Lower(node["array"]), Lower(node["index"]), node.Line);
            case "method_invocation": return Invocation(node);
            case "object_creation_expression": return Creation(node);
            case "array_creation_expression": return node["value"].IsNone ? new Other([.. node.Children.ToList().Where(c => c.Kind == "dimensions_expr").Select(c => Lower(c.Only))], node.Line) : Lower(node["value"]);
            case "array_initializer" or "element_value_array_initializer": return new Items([.. node.Children.ToList().Where(c => !c.IsWord).Select(c => Lower(c))], node.Line);
            case "annotation" or "marker_annotation": return Annotation(node);
            case "lambda_expression": return new Lambda(Function(node, bound ?? Unnamed(node), Parameters(node["parameters"]), [], node["body"]), node.Line);
            case "method_reference": return Reference(node);
            case "class_literal": return new Member(Of(node.Only), "class", node.Line);
            case "generic_type" or "scoped_type_identifier" or "array_type" or "annotated_type": return Of(node);
            case "parenthesized_expression": return Value(node.Only, bound) ?? new Other([], node.Line);
            case "cast_expression": return Lower(node["value"], bound);
            case "binary_expression": return node["operator"].Text == "+" ? Sum(Operands(node), node.Line) : new Other(Operands(node), node.Line);
            case "unary_expression" when node["operator"].Text is "-" or "+" && node["operand"].Kind.EndsWith("_literal", StringComparison.Ordinal): return new Literal(node.Text, node.Line);
            case "ternary_expression":
                Evaluate(node["condition"]);
                return new Choice([Lower(node["consequence"], bound), Lower(node["alternative"], bound)], node.Line);
            case "switch_expression": return Chosen(node);
            case "assignment_expression":
                Assign(node);
                return Lower(node["left"]);
            case "instanceof_expression":
                var left = Lower(node["left"]);
                if (!node["name"].IsNone) Local(node["name"], left, node["right"].Text);
                return new Other([left], node.Line);
            default: return Inner(node);
        }
    }

    private Call Invocation(Node node)
    {
        var name = node["name"];
        var callee = Value(node["object"]) is { } of ? new Member(of, name.Text, name.Line) : (Expression)new Name(name.Text, name.Line);
        return new Call(callee, Arguments(node["arguments"]), Types(node["type_arguments"]), false, name.Line);
    }

    /// <summary>`new T(…)`; what stands in braces behind it is a class of its own.</summary>
    private Call Creation(Node node)
    {
        var type = node["type"];
        var call = new Call(Of(type), Arguments(node["arguments"]), Types(type.First("type_arguments")), true, type.Line);
        if (node.First("class_body") is { IsNone: false } body) Class(node, Unnamed(node), [], [], [type.Text], body);
        return call;
    }

    private ImmutableArray<Argument> Arguments(Node list) => [.. list.Children.ToList().Where(c => !c.IsWord).Select(c => new Argument(null, Lower(c)))];

    private static ImmutableArray<string> Types(Node list) => [.. list.Children.ToList().Where(c => !c.IsWord).Select(c => c.Text)];

    /// <summary>A type as a name or member, without its arguments.</summary>
    private static Expression Of(Node type)
    {
        if (type.Kind is "generic_type" or "annotated_type" or "array_type") type = type.Children.ToList().FindLast(c => !c.Kind.EndsWith("annotation", StringComparison.Ordinal) && c.Kind is not ("type_arguments" or "dimensions"));
        Expression? all = null;
        foreach (var part in type.Text.Split('.', StringSplitOptions.TrimEntries)) all = all is null ? new Name(part, type.Line) : new Member(all, part, type.Line);
        return all ?? new Other([], type.Line);
    }

    /// <summary>`A::b` is the member, `A::new` the type.</summary>
    private Expression Reference(Node node)
    {
        var parts = node.Children.ToList();
        parts.RemoveAll(p => p.Kind is "type_arguments" or "new");
        if (parts.Count == 0) return new Other([], node.Line);
        return parts.Count == 1 ? Lower(parts[0]) : new Member(Lower(parts[0]), parts[^1].Text, parts[^1].Line);
    }

    /// <summary>A switch that gives a value: one of its arms.</summary>
    private Choice Chosen(Node node)
    {
        Evaluate(node["condition"]);
        var all = ImmutableArray.CreateBuilder<Expression>();
        foreach (var rule in node["body"].Children)
        {
            foreach (var child in rule.Children)
            {
                if (rule.Kind == "switch_rule" && child.Kind == "expression_statement") all.Add(Value(child.Only) ?? new Other([], child.Line));
                else Read(child);
            }
        }

        return new Choice(all.DrainToImmutable(), node.Line);
    }
}
