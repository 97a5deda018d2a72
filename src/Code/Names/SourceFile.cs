using System.Collections.Immutable;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Names;

/// <summary>A parsed file with its names looked up by scope.</summary>
public sealed class SourceFile
{
    private readonly ILookup<(string, string), Binding> bindings;
    private readonly ILookup<(string, string), Definition> definitions;
    private readonly Dictionary<string, Definition> insides = new(StringComparer.Ordinal);
    private readonly ILookup<string, Import> imports;
    private Mentioned? mentioned;

    /// <summary>Indexes a file.</summary>
    public SourceFile(string path, SourceTree tree)
    {
        (Path, Tree) = (path, tree);
        bindings = tree.Bindings.ToLookup(b => (b.Scope, b.Name));
        definitions = tree.Definitions.ToLookup(d => (d.Scope, d.Name));
        imports = tree.Imports.ToLookup(i => i.As, StringComparer.Ordinal);
        foreach (var definition in tree.Definitions) insides.TryAdd(definition.Inside, definition);
    }

    /// <summary>Its path below the scanned root.</summary>
    public string Path { get; }

    /// <summary>What it says.</summary>
    public SourceTree Tree { get; }

    /// <summary>The definition whose inside a scope is; null for the file itself.</summary>
    public Definition? Around(string scope) => insides.GetValueOrDefault(scope);

    /// <summary>Every definition whose inside a scope is: overloads have the same.</summary>
    public IEnumerable<Definition> Within(string scope) => Tree.Definitions.Where(d => d.Inside == scope);

    /// <summary>The calls of a name, with their scopes, outer before inner.</summary>
    public IEnumerable<(string Scope, Call Call)> Calls(string name) => (mentioned ??= new Mentioned(Tree)).Calls(name);

    /// <summary>Where a name stands and is not called; <see cref="Other"/> where it is a type argument.</summary>
    public IEnumerable<(string Scope, Expression Value)> Mentions(string name) => (mentioned ??= new Mentioned(Tree)).Others(name);

    /// <summary>A function or class of a scope.</summary>
    public Definition? Definition(string scope, string name) => definitions[(scope, name)].LastOrDefault();

    /// <summary>The import that a name comes from.</summary>
    public Import? Import(string name) => imports[name].LastOrDefault(i => i.Member != "*" || name.Length > 0);

    /// <summary>Modules of which everything is imported.</summary>
    public IEnumerable<Import> Opened => imports[""].Where(i => i.Member == "*");

    /// <summary>The innermost class around a scope; null outside of classes.</summary>
    public Definition? ClassAround(string scope)
    {
        for (var s = scope; s.Length > 0; s = Parent(s)) if (Around(s) is { Kind: DefinitionKind.Class } found) return found;
        return null;
    }

    /// <summary>What a name may hold at a line: the last unconditional binding before it and every conditional one since; where none comes before, those after it.</summary>
    public ImmutableArray<Binding> Bindings(string scope, string name, int line)
    {
        var all = bindings[(scope, name)].ToList();
        var before = all.Where(b => b.Line <= line).ToList();
        if (before.Count == 0) before = all;
        var found = ImmutableArray.CreateBuilder<Binding>();
        for (var i = before.Count - 1; i >= 0; i--)
        {
            found.Add(before[i]);
            if (!before[i].IsConditional && before[i].Value is not null) break;
        }

        return found.ToImmutable();
    }

    /// <summary>The scope around a scope.</summary>
    public static string Parent(string scope) => scope.LastIndexOf('.') is var dot and >= 0 ? scope[..dot] : "";
}
