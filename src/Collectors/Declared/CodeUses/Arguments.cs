using System.Globalization;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Finds the argument that says something: by name, in an options object, in what was said to a builder, or by its place.</summary>
internal sealed class Arguments(Things things)
{
    private const int Deepest = 3;
    private const int LongestChain = 60;

    /// <summary>The first argument that goes by one of the names; null where none is given.</summary>
    public (Expression Value, Place At)? Value(Thing thing, string[] names)
    {
        if (thing.Call is not { } call) return null;
        foreach (var name in names)
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            {
                if (Placed(call, place) is { } value && (names.Length == 1 || value is not (Fields or Call { IsNew: true, Arguments: [{ Name: not null }, ..] }))) return (value, thing.At);
            }
            else if (Named(call, name, thing.At, 0) is { } named) return named;
            else if (thing.Chain.LastOrDefault(a => a.Name == name) is { } said) return (said.Value, thing.At);
        }

        return null;
    }

    private static Expression? Placed(Call call, int place)
    {
        var plain = call.Arguments.Where(a => a is { Name: null, IsSpread: false }).ToList();
        return place < plain.Count ? plain[place].Value : null;
    }

    private (Expression, Place)? Named(Call call, string name, Place at, int depth)
    {
        if (call.Arguments.LastOrDefault(a => a.Name == name) is { } given) return (given.Value, at);
        foreach (var argument in call.Arguments)
        {
            if (depth < Deepest && (argument.Name is null || argument.Value is Call { IsNew: true }) && In(argument.Value, name, at, depth) is { } found) return found;
        }

        return null;
    }

    // `Request.builder().model(…).build()`: the last that is said of it.
    private static Expression? Chained(Call built, string name)
    {
        var steps = 0;
        for (Expression? next = built; next is Call { Callee: Member member } call && steps < LongestChain; next = member.Of, steps++)
        {
            if (member.Value == name && call.Arguments is [{ Value: var said }, ..]) return said;
        }

        return null;
    }

    // `f({model: …})`, `f(options)` with `options = {…}`, `f(new Options { Model = … })`, `f(**settings)`
    private (Expression, Place)? In(Expression value, string name, Place at, int depth)
    {
        if (value is Text or Lambda or Literal) return null;
        if (value is Name owner)
        {
            var set = at.File.Bindings(at.Scope, $"{owner.Value}.{name}", owner.Line);
            if (set is [{ Value: { } later } binding, ..]) return (later, at with { Scope = binding.In });
        }

        foreach (var found in things.Resolver.Follow(value, at))
        {
            switch (found.Value)
            {
                case Fields fields:
                    foreach (var (key, inner) in fields.All)
                    {
                        if (key == name) return (inner, found.At);
                        if (key == "..." && In(inner, name, found.At, depth + 1) is { } spread) return spread;
                    }

                    break;
                case Call { IsNew: true } made when Named(made, name, found.At, depth + 1) is { } inside:
                    return inside;
                case Call { Callee: Member { Value: "build" } } built when Chained(built, name) is { } told:
                    return (told, found.At);
                case Call { Callee: Name { Value: "dict" } } made when Named(made, name, found.At, depth + 1) is { } inside:
                    return inside;
            }
        }

        return null;
    }
}
