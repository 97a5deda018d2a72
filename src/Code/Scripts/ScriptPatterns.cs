using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Scripts;

/// <summary>What stands left of `=`.</summary>
internal sealed partial class ScriptLowering
{
    /// <summary>Binds names, fields of the object, and parts of a value that is taken apart.</summary>
    private void Bind(Node target, Expression? value, string type)
    {
        target = Bare(target);
        switch (target.Kind)
        {
            case "identifier" or "shorthand_property_identifier_pattern" or "undefined":
                Into.Bind(target.Text, value, type, target.Line);
                break;
            case "member_expression" when FieldOf(target) is { } field:
                Into.BindField(field, value, type, target["property"].Line);
                break;
            case "object_pattern" or "object":
                BindFields(target, value is null ? null : Shared(value, target));
                break;
            case "array_pattern" or "array":
                BindItems(target, value is null ? null : Shared(value, target));
                break;
            case "assignment_pattern" or "object_assignment_pattern" or "assignment_expression":
                Bind(target["left"], value is null ? Lower(target["right"]) : new Choice([value, Lower(target["right"])], target.Line), type);
                break;
            case "rest_pattern" or "spread_element":
                Bind(target.Only, value is null ? null : new Other([value], target.Line), type);
                break;
            default:
                // `table[key] = value` gives no name a value; what it says stays together.
                if (!target.IsNone) Into.Evaluate(value is null ? Lower(target) : new Other([Lower(target), value], target.Line));
                break;
        }
    }

    private void BindFields(Node pattern, Expression? whole)
    {
        foreach (var item in pattern.Children)
        {
            if (item.Kind is "pair_pattern" or "pair") Bind(item["value"], whole is null ? null : Part(whole, item["key"]), "");
            else if (item.Kind is "rest_pattern" or "spread_element") Bind(item.Only, whole is null ? null : new Other([whole], item.Line), "");
            else if (Named(item) is { IsNone: false } name) Bind(item.Kind == "shorthand_property_identifier" ? name : item, whole is null ? null : new Member(whole, name.Text, name.Line), "");
        }

        // A default stands behind the name it is for.
        static Node Named(Node item) => item.Kind is "object_assignment_pattern" or "assignment_pattern" or "assignment_expression" ? item["left"] : item;
    }

    private Expression Part(Expression whole, Node key) => Key(key) is { } name ? new Member(whole, name, key.Line) : new Indexed(whole, Lower(key.Only), key.Line);

    private void BindItems(Node pattern, Expression? whole)
    {
        // Commas are no nodes: those between two names tell how many places are passed over.
        var (at, last) = (0, pattern.Start + 1);
        foreach (var item in pattern.Children)
        {
            foreach (var mark in pattern.Tree.Bytes(last, item.Start)) if (mark == ',') at++;
            last = item.End;
            Bind(item, whole is null ? null : item.Kind is "rest_pattern" or "spread_element" ? whole : new Indexed(whole, new Literal($"{at}", item.Line), item.Line), "");
        }
    }

    /// <summary>The field of the object that an expression names; null where it names none.</summary>
    private string? FieldOf(Node target) =>
        target.Kind == "member_expression" && Bare(target["object"]).Kind == "this" && Into.ClassScope.Length > 0 ? target["property"].Text : null;

    /// <summary>The key of a field as a text; null where it is computed at run time.</summary>
    private static string? Key(Node key) => key.Kind switch
    {
        "string" => ScriptText.Of(key),
        "computed_property_name" => key.Only.Kind == "string" ? ScriptText.Of(key.Only) : null,
        _ => key.Text,
    };
}
