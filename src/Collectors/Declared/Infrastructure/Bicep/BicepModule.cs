using System.Collections.Immutable;
using Plumbline.Collectors.Declared.Infrastructure.Words;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>One call of a Bicep file: its parameters' values, and what its resources come out as.</summary>
internal sealed class BicepModule
{
    private static readonly string[] Aside = ["name", "parent", "scope", "dependsOn"];
    private readonly BicepRoot root;
    private readonly string file;
    private readonly BicepCalls calls;
    private readonly IReadOnlyList<Declaration> declarations;

    /// <summary>A call.</summary>
    /// <param name="root">The file that is deployed.</param>
    /// <param name="file">Its file.</param>
    /// <param name="given">What its parameters are given.</param>
    /// <param name="prefix">What addresses begin with: the modules on the way.</param>
    /// <param name="way">The files that call one another, down to this one.</param>
    public BicepModule(BicepRoot root, string file, BicepGiven given, string prefix, ImmutableArray<string> way)
    {
        (this.root, this.file, Prefix, Way) = (root, file, prefix, way);
        declarations = root.Folder.Find(file) ?? [];
        foreach (var twice in declarations.Where(d => d.Kind is "param" or "var" or "resource" or "module").GroupBy(d => d.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            root.Lacks(file, $"`{file}` declares `{twice.Key}` on lines {string.Join(" and ", twice.Take(3).Select(d => d.Line))}, which is no Bicep: what it stands for is not known");
        calls = new BicepCalls(root, file, this);
        Evaluation = new BicepEvaluation(declarations, given, root.Budget, prefix, new BicepDoors(calls.Output, (function, path) => root.Folder.Load(file, function, path)));
    }

    /// <summary>What addresses begin with.</summary>
    public string Prefix { get; }

    /// <summary>The files that call one another, down to this one.</summary>
    public ImmutableArray<string> Way { get; }

    /// <summary>Its expressions.</summary>
    public BicepEvaluation Evaluation { get; }

    /// <summary>What it hangs on whether it is called at all, or how often.</summary>
    public string? Unsure { get; init; }

    /// <summary>The resource groups or subscriptions that it goes to, as far as they are said.</summary>
    public string Group { get; init; } = "";

    /// <summary>The resources that it and the modules it calls would make.</summary>
    public IEnumerable<BicepMade> Resources(string scope)
    {
        foreach (var declaration in declarations)
        {
            if (declaration.Kind == "resource") foreach (var made in Of(declaration, null, declaration.Name, scope, Unsure)) yield return made;
            if (declaration.Kind == "module") foreach (var made in calls.Of(declaration).SelectMany(c => c?.Resources(scope) ?? [])) yield return made;
        }
    }

    /// <summary>The value of an output; null where there is none of that name.</summary>
    public Term? Output(string name)
    {
        if (declarations.FirstOrDefault(d => d.Kind == "output" && d.Name == name)?.Value is not { } value) return null;
        using (Evaluation.Alone()) return Evaluation.Abroad(Evaluation.Of(value));
    }

    private IEnumerable<BicepMade> Of(Declaration declaration, BicepPlace? outer, string symbol, string scope, string? unsure)
    {
        if (declaration.Value is not LoopNode loop)
        {
            foreach (var made in One(declaration, declaration.Value!, outer, symbol, scope, unsure)) yield return made;
            yield break;
        }

        var list = Evaluation.Of(loop.Source) as ListTerm;
        if (list is null) unsure ??= (Evaluation.Of(loop.Source) as OpenTerm)?.Why ?? "the list of a loop";
        if (list is { Items.IsEmpty: true }) Leaves(declaration, outer, loop.Source);
        if (list is { Items.Length: > BicepRoot.MostItems }) root.Lacks(file, $"the loop on line {declaration.Line} of `{file}` makes more than {BicepRoot.MostItems} resources; the others are not seen");
        foreach (var (item, index) in Evaluation.Items(loop).Take(BicepRoot.MostItems).ToList())
            using (Evaluation.With(loop, item, index))
                foreach (var made in One(declaration, loop.Body, outer, list is null ? symbol : $"{symbol}[{index.AsText}]", scope, unsure).ToList()) yield return made;
    }

    private IEnumerable<BicepMade> One(Declaration declaration, Node value, BicepPlace? outer, string symbol, string scope, string? unsure)
    {
        var (body, condition) = Evaluation.Unwrap(value);
        if (condition.AsFlag == false) Leaves(declaration, outer, ((IfNode)value).Condition);
        if (body is not ObjectNode) root.Lacks(file, $"line {declaration.Line} of `{file}` declares a resource in a form that is not read");
        if (condition.AsFlag == false || body is not ObjectNode whole || !root.Make()) yield break;
        if (condition.AsFlag is null) unsure ??= (condition as OpenTerm)?.Why ?? "a condition";
        var place = Evaluation.Places.Of(declaration, whole, outer, symbol);
        if (!declaration.IsExisting)
        {
            var resource = new Resource(Sources.Bicep, scope, place.Type, $"{Prefix}{place.Type}/{place.Name}", place.Name, Properties(declaration, whole, place), file, declaration.Line, default)
            {
                Handles = place.Refs, Parents = place.Parents, Unsure = unsure,
            };
            yield return new BicepMade(resource, place.IsKnown, To(whole.Written("scope")));
        }

        foreach (var child in whole.Resources) foreach (var made in Of(child, place, $"{symbol}::{child.Name}", scope, unsure)) yield return made;
    }

    // What stands under `properties` is the resource's own; the rest (identity, sku, kind) lies beside it.
    private MapTerm Properties(Declaration declaration, ObjectNode whole, BicepPlace place)
    {
        var said = Evaluation.Of(whole with { Entries = [.. whole.Entries.Where(e => e.Key is not LiteralNode { Value: TextTerm { Text: var key } } || !Aside.Contains(key))] });
        var all = said as MapTerm ?? Hidden(said, declaration.Line);
        var own = all["properties"] switch { null or NullTerm => null, MapTerm map => map, var other => Hidden(other, declaration.Line) };
        var entries = all.Entries.Where(e => e.Key != "properties").Append(new("name", Term.Of(place.Name, declaration.Line))).Concat(own?.Entries ?? []);
        return new MapTerm([.. entries.DistinctBy(e => e.Key)], declaration.Line);
    }

    private static MapTerm Hidden(Term term, int line) => new([new(MapTerm.Rest, term as OpenTerm ?? Term.Open("a value of another kind", line))], line);

    // What a parameter's default leaves out, another deployment may make.
    private void Leaves(Declaration declaration, BicepPlace? outer, Node because)
    {
        var type = outer is null ? declaration.Of.Split('@')[0] : $"{outer.Type}/{declaration.Of.Split('@')[0]}";
        if (Mapping.IsJudged(type) && !declaration.IsExisting && Evaluation.Defaults.Of(because) is { } parameter) root.Leaves(file, declaration.Line, $"`{type}`", parameter);
    }

    /// <summary>The group that a resource or a module goes to by its `scope`.</summary>
    public string To(Node? node) => node is null or CallNode { Name: "resourceGroup" or "subscription", Arguments.IsEmpty: true } ? Group
        : Evaluation.Of(node) is var term ? $"{Group}|{term.AsText ?? (term as OpenTerm)?.Why}" : Group;
}
