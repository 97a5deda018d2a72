using System.Runtime.CompilerServices;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Finds the uses of AI in parsed files.</summary>
internal sealed class UseReader
{
    private readonly Sources sources;
    private readonly Things things;
    private readonly ToolDefinitions definitions;

    /// <summary>Reads the parsed files of an estate.</summary>
    public UseReader(Sources sources, SettingFiles settings)
    {
        (this.sources, things) = (sources, new Things(sources.Code, sources.Sites, sources.Beside, sources.Globals));
        var texts = new Texts(things.Resolver, things.Callers, (symbol, file) => LibraryConstants.Of(symbol, file.Opened.Select(o => o.Module).Concat(things.Opened(file))), settings.Of);
        Fetches = new PromptFetches(things, texts);
        (Facts, definitions) = (new UseFacts(things, texts), new ToolDefinitions(new LiteralJson(things.Resolver), texts));
    }

    /// <summary>Arguments and what they say.</summary>
    public UseFacts Facts { get; }

    /// <summary>Prompts that are asked for.</summary>
    public PromptFetches Fetches { get; }

    /// <summary>What objects are.</summary>
    public Things Things => things;

    /// <summary>The uses of one file, in the order of their lines.</summary>
    public IReadOnlyList<FoundUse> In(CodeFile file)
    {
        if (sources.Code.File(file.File.Path) is not { } source) return [];
        var found = new List<FoundUse>();
        var bound = Bound(source.Tree);
        foreach (var (scope, expression) in Walk.All(source.Tree))
        {
            if (expression is Call call && things.OfCall(call, new Place(source, scope)) is { } thing && ReferenceEquals(thing.Call, call)) Add(file, call, thing, bound, found);
        }

        foreach (var definition in source.Tree.Definitions)
        {
            foreach (var decorator in definition.Decorators) Decorated(file, new Place(source, definition.Scope), definition, decorator, found);
        }

        return [.. found.DistinctBy(u => (u.Line, u.Use, u.Thing.Name, u.Name)).OrderBy(u => u.Line).ThenBy(u => u.Use).ThenBy(u => u.Thing.Name, StringComparer.Ordinal)];
    }

    /// <summary>Tools that a file defines: `name#fingerprint` where the definition is written down as the provider gets it, the name alone where the library makes it when the program runs.</summary>
    public IEnumerable<(string Name, string Id, int Line)> Tools(CodeFile file, IReadOnlyList<FoundUse> uses)
    {
        if (sources.Code.File(file.File.Path) is not { } source) return [];
        var written = definitions.In(source).Select(d => d with { Line = sources.LineOf(file.File.Path, d.Line) }).ToList();
        var names = written.Select(d => d.Name).ToHashSet(StringComparer.Ordinal);
        return written.Concat(uses.Where(u => u.Use == Use.Tool && u.Name.Length > 0 && !names.Contains(u.Name)).Select(u => (u.Name, Id: u.Name, u.Line))).OrderBy(d => d.Line).ThenBy(d => d.Id, StringComparer.Ordinal).DistinctBy(d => d.Id);
    }

    private void Add(CodeFile file, Call call, Thing thing, ConditionalWeakTable<Expression, string> bound, List<FoundUse> found)
    {
        if (thing.Entry.Use == Use.None || (thing.Entry is { Use: Use.Model, On: not null } && call.Arguments.IsEmpty && thing.Chain.IsEmpty)) return;
        var holder = bound.TryGetValue(call, out var name) && !name.StartsWith('=') ? name : "";
        found.Add(Read(file, Begins(thing), thing, Facts.Name(thing), holder));
    }

    // What a builder makes is looked for where the builder begins.
    private static int Begins(Thing thing)
    {
        var first = thing;
        for (var of = thing.Of; of is not null && of.Type.EndsWith("builder", StringComparison.Ordinal); of = of.Of) first = of;
        return first.Call?.Line ?? thing.Call!.Line;
    }

    private void Decorated(CodeFile file, Place at, Definition definition, Expression decorator, List<FoundUse> found)
    {
        var call = decorator as Call ?? new Call(decorator, [], [], false, decorator.Line);
        if (things.OfCall(call, at) is not { } thing || thing.Entry.Use == Use.None) return;
        var name = Facts.Name(thing) is { Length: > 0 } said ? said : definition.Name;
        found.Add(Read(file, decorator.Line, thing, name, definition.Name));
    }

    private FoundUse Read(CodeFile file, int line, Thing thing, string name, string holder) => new(
        file, sources.LineOf(file.File.Path, line), thing, name, holder, Facts.Provider(thing), Facts.Prompt(thing), Facts.Models(thing), Facts.Tools(thing), [.. Facts.Members(thing)]);

    // The variable, field or key that an object is given to; through `await`, builders and wrappers it is still the same one.
    private static ConditionalWeakTable<Expression, string> Bound(SourceTree tree)
    {
        var bound = new ConditionalWeakTable<Expression, string>();
        foreach (var binding in tree.Bindings)
        {
            if (binding.Value is { } value && binding.Name != Binding.Return) bound.AddOrUpdate(value, binding.Name);
            if (binding.Value is Fields fields) foreach (var (key, inner) in fields.All) bound.AddOrUpdate(inner, key);
        }

        foreach (var fields in Walk.All(tree).Select(e => e.Value).OfType<Call>().SelectMany(c => c.Arguments).Select(a => a.Value).OfType<Fields>().SelectMany(f => f.All))
            if (fields.Value is Fields tools) foreach (var (key, inner) in tools.All) bound.TryAdd(inner, key);
        return bound;
    }
}
