using System.Collections.Immutable;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Names the tools that are given to a model or an agent.</summary>
internal sealed class ToolNames(Things things, Texts texts, Arguments arguments)
{
    private const int Most = 200;

    /// <summary>The names in a list, object or single tool; and whether every element has one.</summary>
    public (ImmutableArray<string> Names, bool IsWhole) In(Expression value, Place at)
    {
        var names = new List<string>();
        var isWhole = true;
        foreach (var found in things.Resolver.Follow(value, at))
        {
            switch (found.Value)
            {
                case Items items:
                    foreach (var item in items.All) isWhole &= Add(item, found.At, names);
                    break;
                case Fields fields when !fields.All.Any(f => f.Key is "name" or "function" or "toolSpec" or "function_declarations" or "tools"):
                    names.AddRange(fields.All.Select(f => f.Key).Where(k => k.Length > 0 && k != "..."));
                    isWhole &= fields.All.All(f => f.Key is not ("" or "..."));
                    break;
                case Fields { All: var all } when all.FirstOrDefault(f => f.Key is "tools" or "function_declarations").Value is { } inner:
                    var (within, isAll) = In(inner, found.At);
                    names.AddRange(within);
                    isWhole &= isAll;
                    break;
                default:
                    isWhole &= Add(found.Value, found.At, names);
                    break;
            }
        }

        return ([.. names.Distinct(StringComparer.Ordinal).Take(Most)], isWhole && names.Count <= Most);
    }

    /// <summary>The name that a made thing is given; else the function it is made from; empty where neither is written.</summary>
    public string Of(Thing thing)
    {
        foreach (var name in thing.Entry.Takes.Name)
        {
            if (arguments.Value(thing, [name]) is not var (value, at)) continue;
            foreach (var found in things.Resolver.Follow(value, at))
            {
                if (found.Value is Text { Value.Length: > 0 and < 200 } text) return text.Value;
                if (found.Value is Reference reference && !reference.Definition.Name.StartsWith('λ')) return reference.Definition.Name;
            }

            if (texts.Of(value, at) is { Open.IsEmpty: true, All: [{ Value.Length: > 0 and < 200 } only] }) return only.Value;
            if (value is Name { Value: var bare } && name is "0" or "func" or "fn") return ((value as Name)?.Value) ?? "";
            if (value is Member { Value: var method } && name is "0" or "func" or "fn") return ((value as Member)?.Value) ?? "";
        }

        return "";
    }

    private bool Add(Expression item, Place at, List<string> names)
    {
        if (NameOf(item, at) is not { Length: > 0 } name) return false;
        names.Add(name);
        return true;
    }

    private string NameOf(Expression item, Place at)
    {
        if (item is Other { Inner: [var spread] }) return In(spread, at) is { Names: [var only] } ? only : "";
        if (things.Of(item, at) is { Call: not null } thing) return Of(thing) is { Length: > 0 } said ? said : item is Name bound ? bound.Value : thing.Name;
        foreach (var found in things.Resolver.Follow(item, at))
        {
            switch (found.Value)
            {
                case Reference reference: return reference.Definition.Name;
                case Symbol symbol: return symbol.Last;
                case Text text: return text.Value;
                case Fields fields: return Declared(fields);
                case Call { Callee: var callee }: return Texts.Shown(callee);
            }
        }

        return "";
    }

    // {"type": "function", "function": {"name": …}}, {"toolSpec": {"name": …}}, {"name": …}, {"type": "web_search"}
    private static string Declared(Fields fields)
    {
        foreach (var key in (string[])["name", "function", "toolSpec", "type"])
        {
            var value = fields.All.FirstOrDefault(f => f.Key == key).Value;
            if (value is Text text && !(key == "type" && text.Value == "function")) return text.Value;
            if (value is Fields inner && Declared(inner) is { Length: > 0 } name) return name;
        }

        return "";
    }
}
