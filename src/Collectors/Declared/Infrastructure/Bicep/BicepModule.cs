using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>One call of a Bicep file: its parameters' values, and what its resources come out as.</summary>
internal sealed class BicepModule
{
    private const int MostItems = 1000;
    private readonly BicepFolder folder;
    private readonly BicepEvaluation evaluation;
    private readonly IReadOnlyList<Declaration> declarations;
    private readonly string file;
    private readonly ImmutableArray<string> way;
    private readonly Dictionary<string, BicepModule?> children = new(StringComparer.Ordinal);

    /// <summary>A call.</summary>
    /// <param name="folder">The files that it may call.</param>
    /// <param name="file">Its file.</param>
    /// <param name="given">Values of parameters, as far as somebody gives them.</param>
    /// <param name="prefix">What addresses begin with: the modules on the way.</param>
    /// <param name="way">The files that call one another, down to this one.</param>
    public BicepModule(BicepFolder folder, string file, IReadOnlyDictionary<string, Term> given, string prefix, ImmutableArray<string> way)
    {
        (this.folder, this.file, this.way) = (folder, file, way);
        Prefix = prefix;
        declarations = folder.Find(file) ?? [];
        evaluation = new BicepEvaluation(declarations, given, folder, prefix, Output);
    }

    /// <summary>What addresses begin with.</summary>
    public string Prefix { get; }

    /// <summary>The resources that it and the modules it calls would make.</summary>
    public IEnumerable<Resource> Resources(string scope)
    {
        foreach (var declaration in declarations)
        {
            if (declaration is { Kind: "resource", IsExisting: false }) foreach (var resource in Of(declaration, null, scope)) yield return resource;
            if (declaration.Kind == "module" && Child(declaration) is { } child) foreach (var resource in child.Resources(scope)) yield return resource;
        }
    }

    private Term? Output(string module, string name)
    {
        var declaration = declarations.FirstOrDefault(d => d.Kind == "module" && d.Name == module);
        if (declaration is null || Child(declaration) is not { } child) return null;
        return child.declarations.FirstOrDefault(d => d.Kind == "output" && d.Name == name)?.Value is { } value ? child.evaluation.Of(value) : null;
    }

    // Of a module that a loop calls, the first call stands for all where the loop's values are not known one by one.
    private BicepModule? Child(Declaration declaration)
    {
        if (children.TryGetValue(declaration.Name, out var known)) return known;
        children[declaration.Name] = null;
        var (body, condition) = evaluation.Unwrap(declaration.Value!);
        if (condition.AsFlag == false || way.Length > BicepFolder.Deepest || folder.Local(file, declaration.Of) is not { } path || way.Contains(path) || !folder.Call()) return null;
        var given = (body as ObjectNode)?.Entries.FirstOrDefault(e => e.Key is LiteralNode { Value: TextTerm { Text: "params" } }).Value;
        var values = (given is null ? null : evaluation.Of(given)) as MapTerm;
        var table = values?.Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal) ?? [];
        return children[declaration.Name] = new BicepModule(folder, path, table, $"{Prefix}{declaration.Name}/", way.Add(path));
    }

    private IEnumerable<Resource> Of(Declaration declaration, (string Type, string Name)? parent, string scope)
    {
        if (declaration.Value is not LoopNode loop)
        {
            foreach (var resource in One(declaration, declaration.Value!, parent, scope)) yield return resource;
            yield break;
        }

        foreach (var (item, index) in evaluation.Items(loop).Take(MostItems))
            using (evaluation.With(loop, item, index)) foreach (var resource in One(declaration, loop.Body, parent, scope).ToList()) yield return resource;
    }

    private IEnumerable<Resource> One(Declaration declaration, Node value, (string Type, string Name)? parent, string scope)
    {
        var (body, condition) = evaluation.Unwrap(value);
        if (condition.AsFlag == false || body is not ObjectNode whole || !folder.Step()) yield break;
        var (type, name) = evaluation.Place(declaration, whole, parent);
        if (evaluation.Of(whole with { Entries = [.. whole.Entries.Where(e => e.Key is not LiteralNode { Value: TextTerm { Text: "name" or "parent" or "scope" or "dependsOn" } })] }) is not MapTerm all) yield break;
        var properties = all["properties"] as MapTerm;
        var entries = all.Entries.Where(e => e.Key != "properties").Append(new("name", Term.Of(name, declaration.Line))).Concat(properties?.Entries ?? []).DistinctBy(e => e.Key);
        if (all["properties"] is not (null or NullTerm or MapTerm)) entries = entries.Append(new(MapTerm.Rest, all["properties"] as OpenTerm ?? Term.Open("a value of another kind", declaration.Line)));
        yield return new Resource(Sources.Bicep, scope, type, $"{Prefix}{type}/{name}", name, new MapTerm([.. entries], declaration.Line), file, declaration.Line, default);
        foreach (var child in whole.Resources.Where(r => !r.IsExisting)) foreach (var resource in Of(child, (type, name), scope)) yield return resource;
    }
}
