using System.Runtime.CompilerServices;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Names;

/// <summary>Follows names to what they hold: through variables, fields, parameters' defaults, constants of other files, results of functions. Nothing is run.</summary>
/// <remarks>A question costs at most <see cref="MostSteps"/> steps; what is not found by then is not found.</remarks>
/// <param name="code">The files that names lead to.</param>
/// <param name="isKnown">True for a name that a known library has, as a file sees it: it is followed no further, though its source may lie in the estate too.</param>
public sealed class Resolver(CodeBase code, Func<Symbol, SourceFile, bool> isKnown)
{
    private const int Deepest = 24;
    private const int MostSteps = 400;
    private const int MostFound = 32;
    private static readonly HashSet<string> Through = new(StringComparer.Ordinal) { "strip", "trim", "Trim", "TrimEnd", "ToString", "toString", "dedent", "cleandoc", "str", "String", "ReplaceLineEndings", "value", "Value", "get_secret_value" };
    private readonly ConditionalWeakTable<Expression, List<Found>> followed = [];
    private readonly ConditionalWeakTable<Expression, List<Found>> settled = [];
    private bool keepsChoices;
    private int steps;

    /// <summary>The files that names lead to.</summary>
    public CodeBase Code => code;

    /// <summary>Everything that an expression may be, in the order found; names of packages become a <see cref="Symbol"/>.</summary>
    public IReadOnlyList<Found> Follow(Expression expression, Place at) => Ask(expression, at, followed, false);

    /// <summary>As <see cref="Follow(Expression, Place)"/>, but a choice between values stays one.</summary>
    public IReadOnlyList<Found> Settle(Expression expression, Place at) => Ask(expression, at, settled, true);

    private List<Found> Ask(Expression expression, Place at, ConditionalWeakTable<Expression, List<Found>> known, bool isChoiceKept)
    {
        if (known.TryGetValue(expression, out var answer)) return answer;
        var before = keepsChoices;
        keepsChoices = isChoiceKept;
        var outer = steps;
        steps = 0;
        var found = new List<Found>();
        foreach (var one in Follow(expression, at, 0))
        {
            if (found.Count >= MostFound) break;
            if (!found.Exists(f => ReferenceEquals(f.Value, one.Value) || (f.Value is Symbol && f.Value == one.Value))) found.Add(one);
        }

        (steps, keepsChoices) = (outer, before);
        known.AddOrUpdate(expression, found);
        return found;
    }

    private IEnumerable<Found> Follow(Expression expression, Place at, int depth)
    {
        if (depth > Deepest || ++steps > MostSteps) return [];
        return expression switch
        {
            Name name => ByName(name, at, depth + 1),
            Member member => Follow(member, at, depth),
            Choice when keepsChoices => [new Found(expression, at)],
            Choice choice => choice.All.SelectMany(c => Follow(c, at, depth + 1)),
            Indexed indexed => Element(indexed, at, depth + 1),
            Call call => Result(call, at, depth + 1),
            _ => [new Found(expression, at)],
        };
    }

    private IEnumerable<Found> Follow(Member member, Place at, int depth)
    {
        if (member.Of is This) return Field(at.File, at.File.ClassAround(at.Scope), member, at, depth + 1);
        if (member.Of is Name owner && Bound(at, $"{owner.Value}.{member.Value}", member.Line, depth + 1) is { Count: > 0 } set) return set;
        return Follow(member.Of, at, depth + 1).SelectMany(f => MemberOf(f, member, depth + 1));
    }

    private List<Found> Bound(Place at, string name, int line, int depth) =>
        [.. at.File.Bindings(at.Scope, name, line).SelectMany(b => Value(b, at, depth))];

    private IEnumerable<Found> Value(Binding binding, Place at, int depth)
    {
        var place = new Place(at.File, binding.In);
        if (binding.Value is { } value) return Follow(value, place, depth + 1).DefaultIfEmpty(new Found(value, place));
        var parameter = at.File.Around(binding.Scope)?.Parameters.FirstOrDefault(p => p.Name == binding.Name);
        return [new Found(new Given(binding.Name, binding.Type, parameter?.Default, binding.Line), place)];
    }

    private IEnumerable<Found> ByName(Name name, Place at, int depth)
    {
        if (depth > Deepest || ++steps > MostSteps) return [];
        for (var scope = at.Scope; ; scope = SourceFile.Parent(scope))
        {
            var isHere = scope == at.Scope;
            if (isHere || at.File.Tree.Language != Language.Python || at.File.Around(scope) is not { Kind: DefinitionKind.Class })
            {
                var bound = at.File.Bindings(scope, name.Value, isHere ? name.Line : int.MaxValue);
                if (bound.Length > 0) return bound.SelectMany(b => Value(b, new Place(at.File, scope), depth));
                if (at.File.Definition(scope, name.Value) is { } definition) return [new Found(new Reference(definition, name.Line), new Place(at.File, scope))];
            }

            if (scope.Length == 0) break;
        }

        return Imported(name, at, depth) ?? Elsewhere(name, at, depth);
    }

    private IEnumerable<Found>? Imported(Name name, Place at, int depth)
    {
        if (at.File.Import(name.Value) is { } import)
        {
            if (import.Member is { } taken and not "*" && new Symbol(import.Module, taken, name.Line) is var symbol && isKnown(symbol, at.File)) return [new Found(symbol, at)];
            if (code.Module(import.Module, at.File) is not { } file)
                return import.Member is { } part && code.Module(import.Module.TrimEnd('.') + "." + part, at.File) is { } below && at.File.Tree.Language == Language.Python
                    ? [new Found(new Module(below, name.Line), at)]
                    : [new Found(new Symbol(import.Module, import.Member ?? "", name.Line), at)];
            if (import.Member is not { } member) return [new Found(new Module(file, name.Line), at)];
            if (code.Module($"{import.Module.TrimEnd('.')}.{member}", at.File) is { } sub && at.File.Tree.Language == Language.Python) return [new Found(new Module(sub, name.Line), at)];
            return Top(file, member, name.Line, depth);
        }

        foreach (var opened in at.File.Opened)
        {
            if (code.Module(opened.Module, at.File) is { } file && Knows(file, name.Value)) return Top(file, name.Value, name.Line, depth);
        }

        return null;
    }

    private static bool Knows(SourceFile file, string name) => !file.Bindings("", name, int.MaxValue).IsEmpty || file.Definition("", name) is not null;

    private IEnumerable<Found> Top(SourceFile file, string member, int line, int depth) => ByName(new Name(member, int.MaxValue), new Place(file, ""), depth)
        .Select(f => f.Value is Symbol { Module: "" } ? f with { Value = new Symbol("", member, line) } : f);

    // Languages whose files share names without importing one another.
    private IEnumerable<Found> Elsewhere(Name name, Place at, int depth)
    {
        if (at.File.Tree.Language == Language.CSharp && isKnown(new Symbol("", name.Value, name.Line), at.File)) return [new Found(new Symbol("", name.Value, name.Line), at)];
        if (at.File.Tree.Language is Language.CSharp or Language.Java && code.Class(name.Value, at.File) is { } file
            && file.Tree.Definitions.FirstOrDefault(d => d.Kind == DefinitionKind.Class && d.Name == name.Value) is { } definition)
            return [new Found(new Reference(definition, name.Line), new Place(file, definition.Scope))];
        if (at.File.Tree.Language == Language.Go)
        {
            foreach (var beside in code.Beside(at.File))
                if (Knows(beside, name.Value)) return Top(beside, name.Value, name.Line, depth);
        }

        return [new Found(new Symbol("", name.Value, name.Line), at)];
    }

    private IEnumerable<Found> MemberOf(Found of, Member member, int depth)
    {
        if (depth > Deepest || ++steps > MostSteps) return [];
        switch (of.Value)
        {
            case Symbol { Module: "" } when IsProjectClass(member, of.At, depth) is { } reference:
                return [reference];
            case Symbol symbol:
                return [of with { Value = symbol with { Path = symbol.Path.Length == 0 ? member.Value : $"{symbol.Path}.{member.Value}", Line = member.Line } }];
            case Module module:
                return Top(module.File, member.Value, member.Line, depth + 1);
            case Fields fields:
                return fields.All.Where(f => f.Key == member.Value).SelectMany(f => Follow(f.Value, of.At, depth + 1)).DefaultIfEmpty(new Found(new Member(fields, member.Value, member.Line), of.At));
            case Reference { Definition.Kind: DefinitionKind.Class } reference:
                return Field(of.At.File, reference.Definition, member, of.At, depth + 1);
            case Call call when ClassOf(call, of.At, depth + 1) is var (definition, place):
                return Given(call, member, of.At, depth + 1) ?? Field(place.File, definition, member, place, depth + 1).SelectMany(f => Handed(f, definition, call, of.At, depth + 1));
            case Given given when TypeOf(given.Type, of.At, depth + 1) is var (definition, place):
                return Field(place.File, definition, member, place, depth + 1);
            default:
                return Through.Contains(member.Value) && of.Value is Text ? [of] : [new Found(new Member(of.Value, member.Value, member.Line), of.At)];
        }
    }

    // `Desk.Constants` where Desk is a namespace.
    private Found? IsProjectClass(Member member, Place at, int depth) => at.File.Tree.Language is Language.CSharp or Language.Java
        ? Elsewhere(new Name(member.Value, member.Line), at, depth + 1).FirstOrDefault(f => f.Value is Reference) : null;

    // What the maker of a data object says of one of its fields.
    private List<Found>? Given(Call call, Member member, Place at, int depth) =>
        call.Arguments.FirstOrDefault(a => a.Name == member.Value) is { } argument ? [.. Follow(argument.Value, at, depth)] : null;

    private IEnumerable<Found> Field(SourceFile file, Definition? definition, Member member, Place at, int depth)
    {
        if (definition is null) return [new Found(member, at)];
        var bound = file.Bindings(definition.Inside, member.Value, int.MaxValue);
        if (bound.Length > 0) return bound.SelectMany(b => Value(b, new Place(file, definition.Inside), depth + 1));
        if (file.Definition(definition.Inside, member.Value) is { } inner) return [new Found(new Reference(inner, member.Line), new Place(file, definition.Inside))];
        foreach (var parent in definition.Bases)
        {
            if (TypeOf(parent, new Place(file, definition.Scope), depth + 1) is var (above, place) && above != definition) return Field(place.File, above, member, place, depth + 1);
        }

        return [new Found(member with { Of = new Reference(definition, member.Line) }, at)];
    }

    /// <summary>The class of the project that a call makes an object of.</summary>
    private (Definition, Place)? ClassOf(Call call, Place at, int depth) =>
        Follow(call.Callee, at, depth).Select(f => f.Value is Reference { Definition: { Kind: DefinitionKind.Class } d } ? (d, f.At) : ((Definition, Place)?)null).FirstOrDefault(c => c is not null);

    private (Definition, Place)? TypeOf(string type, Place at, int depth)
    {
        var name = TypeName.Of(type);
        return name.Length == 0 ? null : Follow(new Name(name, int.MaxValue), at, depth)
            .Select(f => f.Value is Reference { Definition: { Kind: DefinitionKind.Class } d } ? (d, f.At) : ((Definition, Place)?)null).FirstOrDefault(c => c is not null);
    }

    private IEnumerable<Found> Element(Indexed indexed, Place at, int depth)
    {
        foreach (var of in Follow(indexed.Of, at, depth))
        {
            if (of.Value is Fields fields && indexed.At is Text key && fields.All.Where(f => f.Key == key.Value).ToList() is { Count: > 0 } named)
            {
                foreach (var found in named.SelectMany(n => Follow(n.Value, of.At, depth + 1))) yield return found;
            }
            else if (of.Value is Items items && indexed.At is Literal at0 && int.TryParse(at0.Value, out var index) && index >= 0 && index < items.All.Length)
            {
                foreach (var found in Follow(items.All[index], of.At, depth + 1)) yield return found;
            }
            else yield return new Found(indexed with { Of = of.Value }, at);
        }
    }

    private IEnumerable<Found> Result(Call call, Place at, int depth)
    {
        var last = call.Callee switch { Member m => m.Value, Name n => n.Value, _ => "" };
        if (Through.Contains(last) && (call.Callee as Member)?.Of is { } inner && call.Arguments.Length == 0) return Follow(inner, at, depth).Where(f => f.Value is not Symbol).DefaultIfEmpty(new Found(call, at));
        if (Through.Contains(last) && call.Arguments is [{ Value: { } only }]) return Follow(only, at, depth);
        if (call.IsNew) return [new Found(call, at)];
        return Follow(call.Callee, at, depth).SelectMany(f => f.Value is Reference { Definition: { Kind: DefinitionKind.Function } d } ? Returned(d, f.At, call, at, depth) : [new Found(call, at)]).DefaultIfEmpty(new Found(call, at));
    }

    private IEnumerable<Found> Returned(Definition function, Place place, Call call, Place at, int depth)
    {
        var results = place.File.Bindings(function.Inside, Binding.Return, int.MaxValue);
        return results.IsEmpty ? [new Found(call, at)]
            : results.SelectMany(r => Value(r, new Place(place.File, function.Inside), depth + 1)).SelectMany(f => Handed(f, function, call, at, depth + 1));
    }

    // What this very call gives for a parameter of what it calls, or of the constructor it runs.
    private IEnumerable<Found> Handed(Found found, Definition called, Call call, Place at, int depth)
    {
        if (found.Value is not Given given || (found.At.Scope != called.Inside && SourceFile.Parent(found.At.Scope) != called.Inside)) return [found];
        var targets = found.At.File.Within(found.At.Scope).Select(d => Target.Of(d, given.Name, found.At.File)).OfType<Target>()
            .Where(t => t.Called.Inside == called.Inside && !t.IsField && t.Fits(call)).ToList();
        if (targets.Count == 0) return [found];
        if (targets.Select(t => t.Argument(call)).FirstOrDefault(a => a is not null) is { } argument) return Follow(argument, at, depth + 1).DefaultIfEmpty(new Found(argument, at));
        return [call.Arguments.Any(a => a.IsSpread) ? found : found with { Value = given with { IsSettled = true } }];
    }
}
