using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Go;

/// <summary>Statements of Go in the form of every language.</summary>
internal sealed partial class GoLowering(TreeBuilder into) : Lowering(into)
{
    /// <summary>What the method that is being read calls its object; null outside of methods.</summary>
    private string? self;

    /// <summary>Reads a whole file.</summary>
    public void ReadFile(Node file) => ReadAll(file);

    protected override void Statement(Node node)
    {
        switch (node.Kind)
        {
            case "import_spec": Import(node); break;
            case "function_declaration" or "method_declaration": Declared(node); break;
            case "type_declaration": Types(node); break;
            case "const_spec" or "var_spec": Variables(node); break;
            case "short_var_declaration": BindAll(Listed(node["left"]), Listed(node["right"]), ""); break;
            case "assignment_statement": Assign(node); break;
            case "range_clause": Range(node); break;
            case "receive_statement" when !node["left"].IsNone: BindAll(Listed(node["left"]), [node["right"]], ""); break;
            case "type_switch_statement": TypeSwitch(node); break;
            case "return_statement" when node.Only is { IsNone: false, IsWord: false, Kind: "expression_list" } list && Listed(list) is [var value, ..]: Into.Bind(Binding.Return, Lower(value), "", value.Line); break;
            case "if_statement" or "for_statement" or "expression_switch_statement" or "select_statement": Branch(() => ReadAll(node)); break;
            case "import_declaration" or "import_spec_list" or "const_declaration" or "var_declaration" or "var_spec_list" or "block" or "statement_list"
                or "expression_statement" or "expression_list" or "return_statement" or "go_statement" or "defer_statement" or "for_clause"
                or "expression_case" or "default_case" or "communication_case" or "receive_statement"
                or "labeled_statement" or "ERROR": ReadAll(node); break;
            case "package_clause" or "type_alias" or "label_name" or "break_statement" or "continue_statement" or "goto_statement" or "fallthrough_statement" or "empty_statement": break;
            default: if (!node.IsWord) Evaluate(node); break;
        }
    }

    private void Import(Node node)
    {
        var (module, name) = (GoText.Of(node["path"]), node["name"]);
        if (name.Kind == "dot") Into.Add(new Import(module, "*", "", node.Line));
        else Into.Add(new Import(module, null, name.Kind == "blank_identifier" ? "" : name.IsNone ? GoText.NameOf(module) : name.Text, node.Line));
    }

    private void Variables(Node node)
    {
        var names = node.Children.ToList();
        names.RemoveAll(n => n.Part != "name" || n.IsWord);
        BindAll(names, Listed(node["value"]), node["type"].Text);
    }

    private void Assign(Node node)
    {
        var (left, right, mark) = (Listed(node["left"]), Listed(node["right"]), node["operator"].Text);
        if (mark == "=" || left.Count != 1 || right.Count != 1) BindAll(left, right, "");
        else if (left[0].Kind is not ("identifier" or "selector_expression")) Bind(left[0], Lower(right[0]), "");
        else if (mark == "+=") Bind(left[0], Sum([Lower(left[0]), Lower(right[0])], left[0].Line), "");
        else Bind(left[0], new Other([Lower(left[0]), Lower(right[0])], left[0].Line), "");
    }

    private static List<Node> Listed(Node node)
    {
        if (node.IsNone) return [];
        if (node.Kind != "expression_list") return [node];
        var all = node.Children.ToList();
        all.RemoveAll(n => n.IsWord);
        return all;
    }

    /// <summary>Binds names in pairs with values; where one call gives several results, the first name holds it and the others hold what is not said.</summary>
    private void BindAll(List<Node> names, List<Node> values, string type)
    {
        for (var at = 0; at < names.Count; at++)
        {
            var value = values.Count == names.Count ? Lower(values[at], Plain(names[at])) : at > 0 ? null : values.Count == 1 ? Lower(values[0]) : null;
            Bind(names[at], value, type);
        }

        if (values.Count > 1 && values.Count != names.Count) foreach (var value in values) Evaluate(value);
    }

    /// <summary>Of two names the second holds the elements.</summary>
    private void Range(Node node)
    {
        var names = Listed(node["left"]);
        var elements = new Other([Lower(node["right"])], node["right"].Line);
        for (var at = 0; at < names.Count; at++) Bind(names[at], at == names.Count - 1 ? elements : null, "");
        if (names.Count == 0) Into.Evaluate(elements);
    }

    private static string? Plain(Node name) => name.Kind == "identifier" ? name.Text : null;

    private void Bind(Node target, Expression? value, string type)
    {
        while (target.Kind == "parenthesized_expression" && !target.Only.IsNone) target = target.Only;
        if (target.Text == "_")
        {
            if (value is not null) Into.Evaluate(value);
        }
        else if (target.Kind == "identifier")
        {
            Into.Bind(target.Text, value, type, target.Line);
        }
        else if (target.Kind == "selector_expression" && self is not null && target["operand"].Text == self)
        {
            Into.BindField(target["field"].Text, value, type, target["field"].Line);
        }
        else
        {
            // `table[key] = value` gives no name a value; what it says stays together.
            Into.Evaluate(value is null ? Lower(target) : new Other([Lower(target), value], target.Line));
        }
    }

    private void TypeSwitch(Node node)
    {
        if (!node["initializer"].IsNone) Read(node["initializer"]);
        var alias = Listed(node["alias"]);
        if (alias.Count > 0) Bind(alias[0], Lower(node["value"]), "");
        else Evaluate(node["value"]);
        foreach (var item in node.Children)
        {
            if (item.Kind is not ("type_case" or "default_case")) continue;
            foreach (var child in item.Children) if (child.Part != "type") Read(child);
        }
    }
}
