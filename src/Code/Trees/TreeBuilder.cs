using System.Collections.Immutable;

namespace Plumbline.Code.Trees;

/// <summary>What the reading of one file gathers, and the scope it is in.</summary>
public sealed class TreeBuilder(Language language)
{
    /// <summary>Deepest nesting that is followed; below it everything is <see cref="Other"/>.</summary>
    public const int Deepest = 200;

    private readonly ImmutableArray<Import>.Builder imports = ImmutableArray.CreateBuilder<Import>();
    private readonly ImmutableArray<Definition>.Builder definitions = ImmutableArray.CreateBuilder<Definition>();
    private readonly ImmutableArray<Binding>.Builder bindings = ImmutableArray.CreateBuilder<Binding>();
    private readonly ImmutableArray<Evaluation>.Builder evaluated = ImmutableArray.CreateBuilder<Evaluation>();
    private readonly Stack<(string Scope, bool IsClass, int Branches)> scopes = new([("", false, 0)]);

    /// <summary>The scope that is being read.</summary>
    public string Scope => scopes.Peek().Scope;

    /// <summary>The innermost class around what is being read; the file where there is none.</summary>
    public string ClassScope => scopes.FirstOrDefault(s => s.IsClass).Scope ?? "";

    /// <summary>How many branches, loops and handlers of the scope are around what is being read; readers count it up and down.</summary>
    public int Branches { get; set; }

    /// <summary>Set where a part did not parse.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Adds an import.</summary>
    public void Add(Import import) => imports.Add(import);

    /// <summary>Adds a definition and goes into its scope; <see cref="Leave"/> comes out again.</summary>
    public void Enter(Definition definition)
    {
        definitions.Add(definition);
        foreach (var parameter in definition.Parameters)
            bindings.Add(new Binding(definition.Inside, parameter.Name, null, parameter.Type, definition.Line, definition.Inside, false));
        scopes.Push((definition.Inside, definition.Kind == DefinitionKind.Class, Branches));
        Branches = 0;
    }

    /// <summary>Goes into the scope of a class that is defined elsewhere: a method of Go stands beside its type.</summary>
    public void EnterClass(string scope) => scopes.Push((scope, true, Branches));

    /// <summary>Comes out of the scope that was entered last.</summary>
    public void Leave() => Branches = scopes.Pop().Branches;

    /// <summary>Binds a name of the scope that is being read.</summary>
    public void Bind(string name, Expression? value, string type, int line) => bindings.Add(new Binding(Scope, name, value, type, line, Scope, Branches > 0));

    /// <summary>Binds a field of the class around, from within one of its methods.</summary>
    public void BindField(string name, Expression? value, string type, int line) => bindings.Add(new Binding(ClassScope, name, value, type, line, Scope, Branches > 0));

    /// <summary>Adds an expression that is evaluated for itself.</summary>
    public void Evaluate(Expression value) => evaluated.Add(new Evaluation(Scope, value));

    /// <summary>The file as read.</summary>
    public SourceTree Tree() =>
        new(language, imports.ToImmutable(), definitions.ToImmutable(), bindings.ToImmutable(), evaluated.ToImmutable(), IsBroken);
}
