using Plumbline.Code.Trees;

namespace Plumbline.Code.Names;

/// <summary>What callers call to give a parameter its value.</summary>
/// <param name="Called">The function; the class for what makes an object.</param>
/// <param name="Function">What has the parameter: the function, the constructor, the class with a constructor in its head.</param>
/// <param name="Name">The parameter.</param>
/// <param name="Place">Its 0-based place; -1 for a field that has none.</param>
/// <param name="File">Where it is defined.</param>
internal sealed record Target(Definition Called, Definition Function, string Name, int Place, SourceFile File)
{
    private static readonly HashSet<string> Makers = new(StringComparer.Ordinal) { "__init__", "ctor", "constructor" };

    /// <summary>The file of what is called; another one where that is a class below.</summary>
    public SourceFile CalledIn { get; init; } = File;

    /// <summary>True for a field that is set by its name where an object is made.</summary>
    public bool IsField => Place < 0;

    /// <summary>The target of a parameter or field of a definition; null where it has no such parameter, or no name to be called by.</summary>
    public static Target? Of(Definition definition, string name, SourceFile file)
    {
        var place = 0;
        while (place < definition.Parameters.Length && definition.Parameters[place].Name != name) place++;
        var isParameter = place < definition.Parameters.Length;
        if (definition.Kind == DefinitionKind.Class) return new Target(definition, definition, name, isParameter ? place : -1, file);
        if (!isParameter || definition.Name.StartsWith('λ') || definition.Name == "operator") return null;
        var holder = file.Around(definition.Scope);
        return new Target(holder is { Kind: DefinitionKind.Class } && IsMaker(definition, holder) ? holder : definition, definition, name, place, file);
    }

    /// <summary>True for a constructor of a class.</summary>
    public static bool IsMaker(Definition definition, Definition holder) => Makers.Contains(definition.Name) || definition.Name == holder.Name;

    /// <summary>The argument that a call gives; null where it gives none, or where a spread hides which.</summary>
    public Expression? Argument(Call call)
    {
        if (call.Arguments.LastOrDefault(a => a.Name == Name) is { } named) return named.Value;
        var plain = call.Arguments.Where(a => a.Name is null).Take(Place + 1).ToList();
        return !IsField && plain.Count > Place && !plain.Exists(a => a.IsSpread) ? plain[Place].Value : null;
    }

    /// <summary>True for what a callee was found to be.</summary>
    public bool Is(Found found) => found.Value switch
    {
        Reference reference => IsOverload(reference.Definition, found.At.File),
        Lambda lambda => Called.Kind == DefinitionKind.Function && lambda.Definition == Called.Inside && found.At.File == File,
        _ => false,
    };

    /// <summary>True for what is called, and for another definition of the same name in its place: which of them a call means, its arguments say.</summary>
    public bool IsOverload(Definition other, SourceFile file) => ReferenceEquals(other, Called) || (other.Inside == Called.Inside && other.Kind == Called.Kind && file == CalledIn);

    /// <summary>Calls without the name: `cls(…)` in a method of the class, `: this(…)` of another constructor.</summary>
    public IEnumerable<(string Scope, Call Call)> Own(SourceFile file) => Called.Kind != DefinitionKind.Class || file != CalledIn ? []
        : file.Calls("").Where(c => c.Call.Callee is This).Concat(file.Calls("this").Where(c => c.Call.Callee is Name)).Where(c => file.ClassAround(c.Scope) == Called);

    /// <summary>The classes of a file that say this one is above them.</summary>
    public IEnumerable<Definition> Heirs(SourceFile file) => file.Tree.Definitions.Where(d => d.Kind == DefinitionKind.Class && d != Called && d.Bases.Any(b => TypeName.Of(b) == Called.Name));

    /// <summary>Where the constructor of a class calls the one above: `super().__init__(…)`, `super(…)`, `: base(…)`.</summary>
    public static IEnumerable<(string Scope, Call Call)> Upward(SourceFile file, string heir) =>
        file.Calls("__init__").Where(c => c.Call.Callee is Member { Of: Call { Callee: Name { Value: "super" } } }).Concat(file.Calls("super")).Concat(file.Calls("base"))
            .Where(c => (c.Scope == heir || c.Scope.StartsWith(heir + ".", StringComparison.Ordinal)) && file.ClassAround(c.Scope)?.Inside == heir);

    /// <summary>False where the arguments are those of another overload.</summary>
    public bool Fits(Call call)
    {
        if (IsField || File.Tree.Language is not (Language.CSharp or Language.Java)) return true;
        var names = Function.Parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var plain = call.Arguments.Where(a => a.Name is null).ToList();
        // The members of an object initializer are named, too, and are no parameters.
        return plain.Count <= Function.Parameters.Length && (call.IsNew || call.Arguments.All(a => a.Name is null || names.Contains(a.Name)))
            && Function.Parameters.Skip(plain.Count).All(p => p.Default is not null || call.Arguments.Any(a => a.Name == p.Name));
    }

    /// <summary>True where another definition is what this one stands in for: a method of an interface or base class of the same name.</summary>
    public bool Implements(Definition other) => other.Name == Called.Name && File.Around(Called.Scope) is { Kind: DefinitionKind.Class } holder
        && holder.Bases.Any(b => TypeName.Of(b) is { Length: > 0 } name && (other.Scope == name || other.Scope.EndsWith("." + name, StringComparison.Ordinal)));
}
