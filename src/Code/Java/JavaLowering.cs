using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Java;

/// <summary>Statements of Java in the form of every language.</summary>
internal sealed partial class JavaLowering(TreeBuilder into) : Lowering(into)
{
    /// <summary>Fields of the class that is being read, which its methods name without `this`.</summary>
    private HashSet<string> fields = [];

    /// <summary>Names of the method that is being read, which hide fields.</summary>
    private HashSet<string> locals = [];

    /// <summary>Reads a whole file.</summary>
    public void ReadFile(Node program) => ReadAll(program);

    protected override void Statement(Node node)
    {
        switch (node.Kind)
        {
            case "import_declaration": Import(node); break;
            case "class_declaration" or "interface_declaration" or "enum_declaration" or "record_declaration" or "annotation_type_declaration": Type(node); break;
            case "method_declaration" or "constructor_declaration" or "compact_constructor_declaration" or "annotation_type_element_declaration": Method(node); break;
            case "field_declaration" or "constant_declaration" or "local_variable_declaration": Variables(node); break;
            case "enum_constant": Constant(node); break;
            case "assignment_expression": Assign(node); break;
            case "enhanced_for_statement":
                Local(node["name"], new Other([Lower(node["value"])], node["value"].Line), TypeOf(node));
                Read(node["body"]);
                break;
            case "resource" when !node["name"].IsNone: Local(node["name"], Value(node["value"]), TypeOf(node)); break;
            case "catch_formal_parameter": Local(node["name"], null, node.First("catch_type").Text); break;
            case "switch_expression": Switch(node); break;
            case "switch_label": Label(node); break;
            case "explicit_constructor_invocation": Into.Evaluate(new Call(Lower(node["constructor"]), Arguments(node["arguments"]), [], false, node.Line)); break;
            case "labeled_statement":
                foreach (var child in node.Children) if (child.Kind != "identifier") Read(child);
                break;
            case "return_statement" when node.Only is { IsNone: false, IsWord: false } value: Into.Bind(Binding.Return, Lower(value), "", value.Line); break;
            case "if_statement" or "while_statement" or "for_statement" or "do_statement" or "try_statement" or "try_with_resources_statement": Branch(() => ReadAll(node)); break;
            case "expression_statement" or "block" or "constructor_body" or "static_initializer" or "class_body" or "interface_body" or "enum_body"
                or "enum_body_declarations" or "annotation_type_body" or "resource_specification" or "resource" or "catch_clause" or "finally_clause" or "return_statement"
                or "yield_statement" or "throw_statement" or "assert_statement" or "synchronized_statement" or "switch_block" or "switch_block_statement_group"
                or "switch_rule" or "guard" or "ERROR": ReadAll(node); break;
            case "package_declaration" or "module_declaration" or "break_statement" or "continue_statement" or "modifiers" or "underscore_pattern": break;
            default: if (!node.IsWord) Evaluate(node); break;
        }
    }

    private void Import(Node node)
    {
        var name = node.Only.Text;
        var dot = name.LastIndexOf('.');
        if (node.Has("asterisk")) Into.Add(new Import(name, "*", "", node.Line));
        else Into.Add(dot < 0 ? new Import(name, null, name, node.Line) : new Import(name[..dot], name[(dot + 1)..], name[(dot + 1)..], node.Line));
    }

    private void Variables(Node node)
    {
        // No binding holds annotations: `@Value("${…}")` is said beside it.
        foreach (var annotation in Annotations(node)) Into.Evaluate(annotation);
        foreach (var item in node.Children)
        {
            if (item.Kind != "variable_declarator") continue;
            var name = item["name"];
            if (node.Kind == "local_variable_declaration") Local(name, Value(item["value"], name.Text), TypeOf(node));
            else Into.Bind(name.Text, Value(item["value"], name.Text), TypeOf(node), name.Line);
        }
    }

    private void Local(Node name, Expression? value, string type)
    {
        locals.Add(name.Text);
        Into.Bind(name.Text, value, type, name.Line);
    }

    private void Assign(Node node)
    {
        var (left, mark) = (node["left"], node["operator"].Text);
        var field = left.Kind == "identifier" ? (fields.Contains(left.Text) && !locals.Contains(left.Text) ? left.Text : null)
            : left.Kind == "field_access" && left["object"].Kind == "this" ? left["field"].Text : null;
        var right = Lower(node["right"], field ?? (left.Kind == "identifier" ? left.Text : null));
        if (field is null && left.Kind != "identifier")
        {
            // `table[key] = value` gives no name a value; what it says stays together.
            Into.Evaluate(new Other([Lower(left), right], left.Line));
            return;
        }

        var value = mark switch { "=" => right, "+=" => Sum([Lower(left), right], left.Line), _ => new Other([Lower(left), right], left.Line) };
        if (field is null || Into.ClassScope.Length == 0) Into.Bind(left.Text, value, "", left.Line);
        else Into.BindField(field, value, "", left.Line);
    }

    private void Label(Node node)
    {
        foreach (var child in node.Children)
        {
            if (child.Kind == "guard") Evaluate(child.Only);
            else if (child.Kind != "pattern" && !child.IsWord) Evaluate(child);
        }
    }

    private void Switch(Node node)
    {
        Evaluate(node["condition"]);
        ReadAll(node["body"]);
    }

    /// <summary>The type that a declaration says, as written; empty for `var`.</summary>
    private static string TypeOf(Node node) => node["type"].Text is var type && type == "var" ? "" : type;
}
