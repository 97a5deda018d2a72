using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Python;

/// <summary>Statements of Python in the form of every language.</summary>
internal sealed partial class PythonLowering(TreeBuilder into) : Lowering(into)
{
    /// <summary>What the method that is being read calls its object; null outside of methods.</summary>
    private string? self;

    /// <summary>Reads a whole file.</summary>
    public void ReadFile(Node module)
    {
        var doc = DocOf(module);
        foreach (var child in module.Children) if (child != doc) Read(child);
    }

    protected override void Statement(Node node)
    {
        if (node.Kind is "return_statement" or "raise_statement" or "continue_statement" or "break_statement") Into.Ends();
        switch (node.Kind)
        {
            case "import_statement" or "future_import_statement": Imports(node); break;
            case "import_from_statement": ImportsFrom(node); break;
            case "decorated_definition": Decorated(node); break;
            case "function_definition": Function(node, []); break;
            case "class_definition": Class(node, []); break;
            case "assignment": Assign(node); break;
            case "augmented_assignment": Augment(node); break;
            case "for_statement": Branch(() => For(node)); break;
            case "while_statement": Branch(() => Decided(BlockKind.Loop, node)); break;
            case "if_statement": Branch(() => Decided(BlockKind.If, node)); break;
            case "elif_clause": Decided(BlockKind.If, node); break;
            case "else_clause": Within(BlockKind.Else, node); break;
            case "try_statement": Branch(() => Tried(node)); break;
            case "with_item": With(node); break;
            case "except_clause" or "except_group_clause": Except(node); break;
            case "case_clause": Case(node); break;
            case "return_statement" when node.Only is { IsNone: false } value: Into.Bind(Binding.Return, Lower(value), "", value.Line); break;
            case "match_statement": Branch(() => ReadAll(node)); break;
            case "expression_statement" or "block" or "finally_clause" or "with_statement" or "with_clause" or "return_statement"
                or "raise_statement" or "assert_statement" or "print_statement" or "chevron" or "exec_statement" or "expression_list" or "ERROR": ReadAll(node); break;
            case "delete_statement":
                foreach (var child in node.Children) if (child.Kind != "identifier") Read(child);
                break;
            // The grammar takes `type(x).y = z` for the making of a type.
            case "type_alias_statement" when node["left"].Text.StartsWith('('): Into.Evaluate(new Other([Lower(node["left"].Only), Lower(node["right"].Only)], node.Line)); break;
            case "global_statement" or "nonlocal_statement" or "pass_statement" or "break_statement" or "continue_statement"
                or "type_alias_statement" or "line_continuation" or "type": break;
            default: if (!node.IsWord) Evaluate(node); break;
        }
    }

    private void Imports(Node node)
    {
        var isFuture = node.Kind == "future_import_statement";
        foreach (var item in node.Children)
        {
            if (item.Part != "name") continue;
            var (name, alias) = Aliased(item);
            if (isFuture) Into.Add(new Import("__future__", name, alias ?? name, item.Line));
            else Module(name, alias, item.Line);
        }
    }

    /// <summary>`import a.b` is known as `a.b`, and makes `a` known too.</summary>
    private void Module(string name, string? alias, int line)
    {
        Into.Add(new Import(name, null, alias ?? name, line));
        if (alias is null && name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot) Into.Add(new Import(name[..dot], null, name[..dot], line));
    }

    private void ImportsFrom(Node node)
    {
        var module = Compact(node["module_name"]);
        foreach (var item in node.Children)
        {
            if (item.Kind == "wildcard_import") Into.Add(new Import(module, "*", "", item.Line));
            if (item.Part != "name") continue;
            var (name, alias) = Aliased(item);
            Into.Add(new Import(module, name, alias ?? name, item.Line));
        }
    }

    private static (string Name, string? Alias) Aliased(Node item) =>
        item.Kind == "aliased_import" ? (Compact(item["name"]), item["alias"].Text) : (Compact(item), null);

    /// <summary>A dotted name without the blanks that may stand around its dots.</summary>
    private static string Compact(Node name) => string.Concat(name.Text.Split([' ', '\t', '\\', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private void Assign(Node node)
    {
        var (left, right, type) = (node["left"], node["right"], node["type"].Text);
        // No binding holds what a type is annotated with: it is said beside it.
        foreach (var annotation in Annotations(node["type"])) Into.Evaluate(annotation);
        if (right.IsNone)
        {
            Bind(left, null, type);
            return;
        }

        // `a = b = f()` gives both what is evaluated once.
        if (right.Kind is "assignment" or "augmented_assignment")
        {
            Read(right);
            Bind(left, Lower(right["left"]), type);
        }
        else
        {
            Bind(left, Lower(right, left.Kind == "identifier" ? left.Text : null), type);
        }
    }

    /// <summary>`x += y` is `x = x + y`.</summary>
    private void Augment(Node node)
    {
        var (left, right) = (node["left"], Lower(node["right"]));
        if (left.Kind is not ("identifier" or "attribute")) Bind(left, right, "");
        else Bind(left, node["operator"].Text is "+=" or "|=" ? Put([Lower(left), right], left.Line) : new Other([Lower(left), right], left.Line), "");
    }

    /// <summary>Binds what stands left of `=`: names, fields of the object, and parts of either.</summary>
    private void Bind(Node target, Expression? value, string type)
    {
        switch (target.Kind)
        {
            case "identifier":
                Into.Bind(target.Text, value, type, target.Line);
                break;
            case "attribute" when target["object"] is { Kind: "identifier" } of && of.Text == self && Into.ClassScope.Length > 0:
                Into.BindField(target["attribute"].Text, value, type, target["attribute"].Line);
                break;
            case "attribute" when target["object"] is { Kind: "identifier" } of:
                Into.Bind($"{of.Text}.{target["attribute"].Text}", value, type, target.Line);
                break;
            case "pattern_list" or "tuple_pattern" or "list_pattern" or "tuple" or "list" or "expression_list" or "parenthesized_expression":
                BindParts(target, value);
                break;
            case "list_splat_pattern" or "list_splat" or "as_pattern_target":
                Bind(target.Only, value is null ? null : new Other([value], target.Line), type);
                break;
            default:
                // `os.environ["X"] = y` gives no name a value; what it says stays together.
                if (!target.IsNone) Into.Evaluate(value is null ? Lower(target) : new Other([Lower(target), value], target.Line));
                break;
        }
    }

    private void BindParts(Node target, Expression? value)
    {
        var parts = target.Children.ToList();
        parts.RemoveAll(p => p.IsWord);
        var star = parts.FindIndex(p => p.Kind is "list_splat_pattern" or "list_splat");
        if (value is Items items && items.All.Length == parts.Count && star < 0)
        {
            for (var at = 0; at < parts.Count; at++) Bind(parts[at], items.All[at], "");
            return;
        }

        var whole = value is null ? null : Shared(value, target);
        for (var at = 0; at < parts.Count; at++)
        {
            var isPlain = star < 0 || at < star;
            Bind(parts[at], whole is null ? null : isPlain ? new Indexed(whole, new Literal($"{at}", target.Line), target.Line) : new Other([whole], target.Line), "");
        }
    }

    private void For(Node node)
    {
        var over = Lower(node["right"]);
        Bind(node["left"], new Other([over], node["left"].Line) { Mark = "each" }, "");
        foreach (var child in node.Children)
        {
            if (child.Part == "body") Within(BlockKind.Loop, child, over);
            else if (child.Part == "alternative") Read(child);
        }
    }

    /// <summary>`if`, `elif` and `while`: a condition and what it decides.</summary>
    private void Decided(BlockKind kind, Node node)
    {
        Expression? condition = null;
        foreach (var child in node.Children)
        {
            if (child.Part == "condition") Into.Evaluate(condition = Lower(child));
            else if (child.Part is "consequence" or "body") Within(kind, child, condition);
            else Read(child);
        }
    }

    private void Tried(Node node)
    {
        foreach (var child in node.Children)
        {
            if (child.Part == "body") Within(BlockKind.Try, child);
            else Read(child);
        }
    }

    private void Within(BlockKind kind, Node node, Expression? condition = null)
    {
        Into.Open(kind, condition, node.Line);
        if (node.Kind == "block") Read(node);
        else ReadAll(node);
        Into.Close();
    }

    private void With(Node node)
    {
        var value = node["value"];
        if (value.Kind == "as_pattern") Bind(value["alias"].Only, Lower(value.Only), "");
        else Evaluate(value);
    }

    private void Except(Node node)
    {
        Into.Open(BlockKind.Handler, null, node.Line);
        foreach (var child in node.Children)
        {
            if (child.Kind == "as_pattern") Bind(child["alias"].Only, null, child.Only.Text);
            else if (child.Part == "alias") Bind(child, null, "");
            else Read(child);
        }

        Into.Close();
    }

    private void Case(Node node)
    {
        foreach (var child in node.Children)
        {
            if (child.Part == "guard") Evaluate(child.Only);
            else if (child.Part == "consequence") Read(child);
        }
    }
}
