using System.Collections.Immutable;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Python;

/// <summary>Expressions.</summary>
internal sealed partial class PythonLowering
{
    protected override Expression Expression(Node node, string? bound)
    {
        switch (node.Kind)
        {
            case "identifier": return node.Text == self ? new This(node.Line) : new Name(node.Text, node.Line);
            case "string": return Join(TextParts(node), node.Line);
            case "concatenated_string": return Join(node.Children.ToList().SelectMany(TextParts), node.Line);
            case "integer" or "float" or "true" or "false" or "none" or "ellipsis": return new Literal(node.Text, node.Line);
            case "attribute": return new Member(Lower(node["object"]), node["attribute"].Text, node["attribute"].Line);
            case "call": return Call(node);
            case "subscript": return new Indexed(Lower(node["value"]), Index(node), node.Line);
            case "parenthesized_expression" or "await": return Value(node.Only, bound) ?? new Other([], node.Line);
            case "list" or "tuple" or "set" or "expression_list" or "pattern_list" or "tuple_pattern" or "list_pattern": return List(node);
            case "dictionary": return Dictionary(node);
            case "keyword_argument" or "pair": return new Other([Lower(node["value"])], node.Line);
            case "list_comprehension" or "set_comprehension" or "dictionary_comprehension" or "generator_expression": return Comprehension(node);
            case "lambda": return Unbound(node, bound);
            case "conditional_expression": return Conditional(node);
            case "boolean_operator" or "binary_operator": return Operator(node, node["operator"].Text);
            case "comparison_operator" or "not_operator": return Inner(node) with { Mark = node.Kind == "not_operator" ? "not" : node["operators"].Text };
            case "unary_operator" when node["argument"].Kind is "integer" or "float": return new Literal(node.Text, node.Line);
            case "named_expression":
                Bind(node["name"], Lower(node["value"], node["name"].Text), "");
                return new Name(node["name"].Text, node.Line);
            default: return Inner(node);
        }
    }

    private Expression Operator(Node node, string mark)
    {
        var parts = Operands(node);
        return mark switch
        {
            "or" => new Choice(parts, node.Line),
            "+" or "|" => Put(parts, node.Line),
            "%" when parts[0] is Text or Joined => Join(parts, node.Line),
            _ => new Other(parts, node.Line) { Mark = mark },
        };
    }

    /// <summary>Texts put together, lists one behind the other, dictionaries laid over one another; what else `+` and `|` do is arithmetic.</summary>
    private static Expression Put(ImmutableArray<Expression> parts, int line)
    {
        if (parts.Any(p => p is Items)) return new Items([.. parts.SelectMany(p => p is Items items ? items.All : [new Other([p], p.Line)])], line);
        if (parts.Any(p => p is Fields)) return new Fields([.. parts.SelectMany(p => p is Fields fields ? fields.All : [("...", p)])], line);
        return Sum(parts, line);
    }

    private Call Call(Node node)
    {
        var (function, types) = (node["function"], ImmutableArray<string>.Empty);
        // `Agent[Deps, Answer](…)` makes an Agent of types; `handlers["x"](…)` calls what is found there.
        if (function.Kind == "subscript" && IsClass(function["value"]))
        {
            types = [.. function.Children.ToList().Where(c => c.Part == "subscript").Select(c => c.Text)];
            function = function["value"];
        }

        var callee = Lower(function);
        return new Call(callee, Arguments(node["arguments"]), types, false, callee is Member or Name ? callee.Line : node.Line);
    }

    private static bool IsClass(Node value)
    {
        var name = value.Kind == "attribute" ? value["attribute"].Text : value.Kind == "identifier" ? value.Text : "";
        return name.Length > 0 && char.IsUpper(name[0]) && name.Any(char.IsLower);
    }

    private ImmutableArray<Argument> Arguments(Node list)
    {
        if (list.Kind == "generator_expression") return [new Argument(null, Lower(list))];
        var all = ImmutableArray.CreateBuilder<Argument>();
        foreach (var item in list.Children)
        {
            if (item.IsWord) continue;
            all.Add(item.Kind switch
            {
                "keyword_argument" => new Argument(item["name"].Text, Lower(item["value"])),
                "list_splat" or "dictionary_splat" => new Argument(null, Lower(item.Only), IsSpread: true),
                _ => new Argument(null, Lower(item)),
            });
        }

        return all.DrainToImmutable();
    }

    private Expression Index(Node node)
    {
        var all = node.Children.ToList().Where(c => c.Part == "subscript").Select(c => Lower(c)).ToImmutableArray();
        return all.Length == 1 ? all[0] : new Items(all, node.Line);
    }

    private Items List(Node node)
    {
        var all = ImmutableArray.CreateBuilder<Expression>();
        foreach (var item in node.Children) if (!item.IsWord) all.Add(Lower(item));
        return new Items(all.DrainToImmutable(), node.Line);
    }

    private Fields Dictionary(Node node)
    {
        var all = ImmutableArray.CreateBuilder<(string, Expression)>();
        foreach (var item in node.Children)
        {
            if (item.Kind == "dictionary_splat") all.Add(("...", Lower(item.Only)));
            else if (item.Kind != "pair") all.Add(("", Lower(item)));
            else all.Add(Lower(item["key"]) is var key && key is Text text ? (text.Value, Lower(item["value"])) : ("", new Other([key, Lower(item["value"])], item.Line)));
        }

        return new Fields(all.DrainToImmutable(), node.Line);
    }

    private Other Comprehension(Node node)
    {
        var inner = ImmutableArray.CreateBuilder<Expression>();
        foreach (var child in node.Children)
        {
            if (child.Kind == "for_in_clause")
            {
                var from = child.Children.ToList().Where(c => c.Part == "right").Select(c => Lower(c)).ToImmutableArray();
                Bind(child["left"], new Other(from, child.Line) { Mark = "each" }, "");
            }
            else if (child.Kind == "pair")
            {
                inner.Add(Lower(child["key"]));
                inner.Add(Lower(child["value"]));
            }
            else if (!child.IsWord)
            {
                inner.Add(Lower(child.Kind == "if_clause" ? child.Only : child));
            }
        }

        return new Other(inner.DrainToImmutable(), node.Line);
    }

    private Choice Conditional(Node node)
    {
        var parts = node.Children.ToList();
        parts.RemoveAll(p => p.IsWord);
        if (parts.Count > 1) Evaluate(parts[1]);
        return new Choice([.. parts.Where((_, i) => i != 1).Select(p => Lower(p))], node.Line);
    }

    private List<Expression> TextParts(Node text)
    {
        var prefix = text.Only.Text.TrimEnd('\'', '"');
        var (isRaw, isFilled) = (prefix.AsSpan().ContainsAny('r', 'R'), prefix.AsSpan().ContainsAny('f', 'F'));
        var parts = new List<Expression>();
        foreach (var child in text.Children)
        {
            if (child.Kind == "string_content") parts.Add(new Text(Written(child.Text, isRaw, isFilled), child.Line));
            if (child.Kind != "interpolation") continue;
            foreach (var part in child.Children) if (part.Part == "expression") parts.Add(Lower(part));
        }

        return parts;
    }

    private static string Written(string content, bool isRaw, bool isFilled)
    {
        var text = isRaw ? content.Replace("\r\n", "\n", StringComparison.Ordinal) : PythonText.Unescape(content);
        return isFilled ? text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal) : text;
    }
}
