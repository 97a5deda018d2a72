using System.Collections.Immutable;

namespace Plumbline.Code.Trees;

/// <summary>What the reading of one file gathers, and the scope it is in.</summary>
/// <param name="language">Its language.</param>
/// <param name="inOrder">True where the order of what is done is kept, too.</param>
public sealed class TreeBuilder(Language language, bool inOrder = false)
{
    /// <summary>Deepest nesting that is followed; below it everything is <see cref="Other"/>.</summary>
    public const int Deepest = 200;

    private readonly ImmutableArray<Import>.Builder imports = ImmutableArray.CreateBuilder<Import>();
    private readonly ImmutableArray<Definition>.Builder definitions = ImmutableArray.CreateBuilder<Definition>();
    private readonly ImmutableArray<Binding>.Builder bindings = ImmutableArray.CreateBuilder<Binding>();
    private readonly ImmutableArray<Evaluation>.Builder evaluated = ImmutableArray.CreateBuilder<Evaluation>();
    private readonly ImmutableArray<Step>.Builder steps = ImmutableArray.CreateBuilder<Step>();
    private readonly ImmutableArray<Block>.Builder blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly Stack<(string Scope, bool IsClass, int Branches, int Block)> scopes = new([("", false, 0, -1)]);
    private int block = -1;

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
        Push(definition.Inside, definition.Kind == DefinitionKind.Class);
        Branches = 0;
    }

    /// <summary>Goes into the scope of a class that is defined elsewhere: a method of Go stands beside its type.</summary>
    public void EnterClass(string scope) => Push(scope, true);

    /// <summary>Comes out of the scope that was entered last.</summary>
    public void Leave() => (_, _, Branches, block) = scopes.Pop();

    /// <summary>Goes into a block; <see cref="Close"/> comes out again.</summary>
    public void Open(BlockKind kind, Expression? condition, int line)
    {
        blocks.Add(new Block(kind, block, condition, line));
        block = blocks.Count - 1;
    }

    /// <summary>Comes out of the block that was opened last; what is done in it is done in the one around.</summary>
    public void Close()
    {
        var (inner, outer) = (blocks[block], blocks[block].Outer);
        if (outer >= 0) blocks[outer].IsEmpty &= inner.IsEmpty;
        block = outer;
    }

    /// <summary>Says that the block that is open ends here.</summary>
    public void Ends()
    {
        if (block >= 0) blocks[block].Leaves = true;
    }

    /// <summary>Binds a name of the scope that is being read.</summary>
    public void Bind(string name, Expression? value, string type, int line) => Add(new Binding(Scope, name, value, type, line, Scope, Branches > 0));

    /// <summary>Binds a field of the class around, from within one of its methods.</summary>
    public void BindField(string name, Expression? value, string type, int line) => Add(new Binding(ClassScope, name, value, type, line, Scope, Branches > 0));

    /// <summary>Adds an expression that is evaluated for itself.</summary>
    public void Evaluate(Expression value)
    {
        evaluated.Add(new Evaluation(Scope, value));
        Do(null, value);
    }

    /// <summary>The file as read.</summary>
    public SourceTree Tree() =>
        new(language, imports.ToImmutable(), definitions.ToImmutable(), bindings.ToImmutable(), evaluated.ToImmutable(), IsBroken)
        {
            Steps = steps.ToImmutable(),
            Blocks = inOrder ? blocks.ToImmutable() : [],
        };

    private void Push(string scope, bool isClass)
    {
        scopes.Push((scope, isClass, Branches, block));
        block = -1;
    }

    private void Add(Binding binding)
    {
        bindings.Add(binding);
        Do(binding, null);
    }

    private void Do(Binding? binding, Expression? value)
    {
        if (!inOrder) return;
        steps.Add(new Step(Scope, binding, value, block));
        if (block >= 0 && value is not (Name or Member or Literal or Items or Text)) blocks[block].IsEmpty = false;
    }
}
