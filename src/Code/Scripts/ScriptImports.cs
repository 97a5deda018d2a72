using System.Collections.Immutable;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Scripts;

/// <summary>What a script takes from other modules and gives to them.</summary>
internal sealed partial class ScriptLowering
{
    private void Imports(Node node)
    {
        var clause = node.First("import_clause");
        if (node.First("import_require_clause") is { IsNone: false } require) Into.Add(new Import(ScriptText.Of(require["source"]), null, require.Only.Text, require.Line));
        else if (clause.IsNone) Into.Add(new Import(ScriptText.Of(node["source"]), null, "", node.Line));
        else Clause(clause, ScriptText.Of(node["source"]));
    }

    private void Clause(Node clause, string module)
    {
        foreach (var item in clause.Children)
        {
            if (item.Kind == "namespace_import") Into.Add(new Import(module, null, item.Only.Text, item.Line));
            else if (item.Kind == "named_imports") Names(item, module);
            else if (!item.IsWord) Into.Add(new Import(module, "default", item.Text, item.Line));
        }
    }

    private void Names(Node list, string module)
    {
        foreach (var item in list.Children)
        {
            if (item["name"] is not { IsNone: false } written) continue;
            var name = Key(written)!;
            Into.Add(new Import(module, name, item["alias"].IsNone ? name : Key(item["alias"])!, item.Line));
        }
    }

    /// <summary>`import A = B.C`.</summary>
    private void Alias(Node node)
    {
        var parts = node.Children.ToList().Where(c => !c.IsWord).ToList();
        if (parts.Count == 2) Into.Bind(parts[0].Text, Lower(parts[1]), "", parts[0].Line);
    }

    /// <summary>What is passed on from another module is a name of this one; `default` is the name of what is exported without one.</summary>
    private void Export(Node node)
    {
        if (node["source"] is { IsNone: false } source)
        {
            var module = ScriptText.Of(source);
            if (node.First("export_clause") is { IsNone: false } list) Names(list, module);
            else Into.Add(node.First("namespace_export") is { IsNone: false } all ? new Import(module, null, Key(all.Only)!, node.Line) : new Import(module, "*", "", node.Line));
            return;
        }

        foreach (var item in node.First("export_clause").Children)
        {
            if (item["alias"] is { IsNone: false } alias) Into.Bind(Key(alias)!, new Name(item["name"].Text, item.Line), "", item.Line);
        }

        if (node["value"] is { IsNone: false } value) Into.Bind("default", Lower(value, "default"), "", value.Line);
        else if (node["declaration"] is { IsNone: false } made) ExportMade(node, made);
        else if (node.Only is { IsNone: false, Kind: not ("export_clause" or "decorator") } only && !node.Has("namespace")) Into.Bind("default", Lower(only, "default"), "", only.Line);
    }

    private void ExportMade(Node node, Node made)
    {
        var name = made["name"].Text;
        ImmutableArray<Expression> decorators = [.. Decorators(node), .. Decorators(made)];
        documented = node;
        if (made.Kind is "class_declaration" or "abstract_class_declaration") Class(made, name, decorators);
        else Read(made);
        documented = default;
        if (name.Length > 0 && node.Has("default")) Into.Bind("default", new Name(name, made.Line), "", made.Line);
    }

    /// <summary>The name under which an assignment exports: `default` of `module.exports`, `x` of `exports.x`; null where it exports nothing.</summary>
    private static string? Exported(Node target)
    {
        if (target.Text == "module.exports") return "default";
        return target["object"].Text is "exports" or "module.exports" ? target["property"].Text : null;
    }

    private void ExportValue(string name, Node right)
    {
        var value = Lower(right, name);
        if (name == "default" && value is Fields fields)
        {
            foreach (var (key, field) in fields.All)
            {
                if (key is not ("" or "...") && field is not Trees.Name) Into.Bind(key, field, "", field.Line);
            }

            // Each field is evaluated once: where it is bound.
            value = new Fields([.. fields.All.Select(f => f.Key is "" or "..." || f.Value is Trees.Name ? f : (f.Key, new Name(f.Key, f.Value.Line)))], value.Line);
        }

        Into.Bind(name, value, "", right.Line);
    }

    /// <summary>Reads `const x = require("m")`, also `await import("m")`, `.member` of it, and names taken from it; false where the value is something else.</summary>
    private bool Taken(Node target, Node value)
    {
        if (value.IsNone) return false;
        var (from, member) = (Bare(value), (string?)null);
        if (from.Kind == "member_expression") (from, member) = (Bare(from["object"]), from["property"].Text);
        if (Module(from) is not { } module || target.Kind is not ("identifier" or "object_pattern")) return false;
        if (target.Kind == "identifier")
        {
            Into.Add(new Import(module, member, target.Text, target.Line));
            return true;
        }

        var names = target.Children.ToList();
        if (member is not null || !names.TrueForAll(n => n.Kind == "shorthand_property_identifier_pattern" || (n["value"].Kind == "identifier" && Key(n["key"]) is not null))) return false;
        foreach (var name in names) Into.Add(new Import(module, name["key"].IsNone ? name.Text : Key(name["key"]), name["key"].IsNone ? name.Text : name["value"].Text, name.Line));
        return true;
    }

    /// <summary>The module that `require("m")` or `import("m")` takes; null for any other expression.</summary>
    private static string? Module(Node call) =>
        call.Kind == "call_expression" && (call["function"].Kind == "import" || call["function"] is { Kind: "identifier", Text: "require" })
        && call["arguments"] is { Kind: "arguments", Only: { Kind: "string" } module } ? ScriptText.Of(module) : null;
}
