using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Scripts;

/// <summary>Statements of scripts in the form of every language.</summary>
internal sealed partial class ScriptLowering(TreeBuilder into) : Lowering(into)
{
    /// <summary>Texts that the grammar takes for errors and that say nothing.</summary>
    private int TextsPassedOver { get; set; }

    /// <summary>Reads a whole file.</summary>
    public void ReadFile(Syntax syntax)
    {
        ReadAll(syntax.Root);
        Into.IsBroken |= syntax.Errors > TextsPassedOver;
    }

    protected override void Statement(Node node)
    {
        if (node.Kind is "return_statement" or "throw_statement" or "continue_statement" or "break_statement") Into.Ends();
        switch (node.Kind)
        {
            case "import_statement": Imports(node); break;
            case "import_alias": Alias(node); break;
            case "export_statement": Export(node); break;
            case "lexical_declaration" or "variable_declaration": Variables(node); break;
            case "function_declaration" or "generator_function_declaration": Function(node, node["name"].Text, []); break;
            case "class_declaration" or "abstract_class_declaration": Class(node, node["name"].Text, Decorators(node)); break;
            case "enum_declaration": Enumeration(node); break;
            case "internal_module" or "module": Namespace(node); break;
            case "assignment_expression": Assign(node); break;
            case "augmented_assignment_expression": Augment(node); break;
            case "for_in_statement": ForIn(node); break;
            case "catch_clause": Catch(node); break;
            case "return_statement" when node.Only is { IsNone: false, IsWord: false } value: Into.Bind(Binding.Return, Lower(value), "", value.Line); break;
            case "if_statement": Branch(() => Decided(BlockKind.If, node)); break;
            case "for_statement" or "while_statement" or "do_statement": Branch(() => Decided(BlockKind.Loop, node)); break;
            case "try_statement": Branch(() => Decided(BlockKind.Try, node)); break;
            case "else_clause": Within(BlockKind.Else, node, null); break;
            case "switch_statement": Branch(() => ReadAll(node)); break;
            case "expression_statement" or "sequence_expression" or "statement_block" or "finally_clause" or "with_statement" or "switch_body" or "switch_case" or "switch_default"
                or "return_statement" or "throw_statement" or "labeled_statement" or "ERROR": ReadAll(node); break;
            case "function_signature" or "interface_declaration" or "type_alias_declaration" or "ambient_declaration" or "hash_bang_line" or "statement_identifier"
                or "empty_statement" or "break_statement" or "continue_statement" or "debugger_statement": break;
            default: if (!node.IsWord) Evaluate(node); break;
        }
    }

    private void Variables(Node node)
    {
        foreach (var item in node.Children)
        {
            if (item.Kind != "variable_declarator") continue;
            var (name, value) = (item["name"], item["value"]);
            documented = value.Kind is "arrow_function" or "function_expression" or "class" ? documented.IsNone ? node : documented : default;
            if (!Taken(name, value)) Bind(name, Value(value, name.Kind == "identifier" ? name.Text : null), TypeOf(item));
        }
    }

    private void Assign(Node node)
    {
        var (left, right) = (Bare(node["left"]), node["right"]);
        if (left.Kind == "member_expression" && Exported(left) is { } name) ExportValue(name, right);
        else if (!Taken(left, right)) Bind(left, Value(right, left.Kind == "identifier" ? left.Text : FieldOf(left)), "");
    }

    /// <summary>`x ||= y` is `x = x || y`.</summary>
    private void Augment(Node node)
    {
        var (left, right, mark) = (Bare(node["left"]), Lower(node["right"]), node["operator"].Text);
        if (left.Kind != "identifier" && FieldOf(left) is null) Bind(left, right, "");
        else if (mark is "||=" or "??=") Bind(left, new Choice([Lower(left), right], left.Line), "");
        else Bind(left, mark == "+=" ? Sum([Lower(left), right], left.Line) : new Other([Lower(left), right], left.Line), "");
    }

    private void ForIn(Node node)
    {
        var over = Lower(node["right"]);
        Bind(Bare(node["left"]), new Other([over], node["left"].Line) { Mark = "each" }, "");
        Within(BlockKind.Loop, node["body"], over);
    }

    /// <summary>Loops and branches: a condition and what it decides.</summary>
    private void Decided(BlockKind kind, Node node)
    {
        Expression? condition = null;
        foreach (var child in node.Children)
        {
            if (child.Part == "condition" && child.Kind is not ("expression_statement" or "empty_statement") && !child.IsWord) Into.Evaluate(condition = Lower(child));
            else if (child.Part is "consequence" or "body") Within(kind, child, condition);
            else Read(child);
        }
    }

    private void Within(BlockKind kind, Node node, Expression? condition)
    {
        Into.Open(kind, condition, node.Line);
        if (node.Kind == "else_clause") ReadAll(node);
        else Read(node);
        Into.Close();
    }

    private void Catch(Node node)
    {
        Into.Open(BlockKind.Handler, null, node.Line);
        if (!node["parameter"].IsNone) Bind(node["parameter"], null, TypeOf(node));
        Read(node["body"]);
        Into.Close();
    }

    /// <summary>An expression without what is left out of it: parentheses, casts, marks.</summary>
    private static Node Bare(Node node)
    {
        while (node.Kind is "parenthesized_expression" or "non_null_expression" or "as_expression" or "satisfies_expression" or "await_expression" or "instantiation_expression" && !node.Only.IsNone) node = node.Only;
        return node;
    }

    /// <summary>The type that a declaration says, as written; empty where it says none.</summary>
    private static string TypeOf(Node node) => node["type"].Text.TrimStart(':', '?', ' ');
}
