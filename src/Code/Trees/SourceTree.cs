using System.Collections.Immutable;

namespace Plumbline.Code.Trees;

/// <summary>The languages that are parsed.</summary>
public enum Language
{
    CSharp, Python, JavaScript, TypeScript, Java, Go,
}

/// <summary>One source file in words that all languages share: what it imports, defines, binds and evaluates. Comments and types have no part in it.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Imports">What it takes from elsewhere, in their order.</param>
/// <param name="Definitions">Functions and classes at every depth.</param>
/// <param name="Bindings">Names that hold something: variables, fields, properties, parameters.</param>
/// <param name="Evaluated">Every outermost expression that is no value of a binding and no decorator.</param>
/// <param name="IsBroken">True where parts of it did not parse: what stands there is missing here.</param>
public sealed record SourceTree(
    Language Language, ImmutableArray<Import> Imports, ImmutableArray<Definition> Definitions, ImmutableArray<Binding> Bindings,
    ImmutableArray<Evaluation> Evaluated, bool IsBroken)
{
    /// <summary>What is done in the order written; empty unless the reader was asked for it.</summary>
    public ImmutableArray<Step> Steps { get; init; } = [];

    /// <summary>The blocks that steps stand in.</summary>
    public ImmutableArray<Block> Blocks { get; init; } = [];
}

/// <summary>A name that comes from elsewhere.</summary>
/// <param name="Module">As written: `langchain.agents`, `@ai-sdk/openai`, `.config` (relative to the file), a C# namespace, a Go path.</param>
/// <param name="Member">What is taken from it: a name, `default` (JavaScript), `*` for everything (also a C# `using`), null for the module itself.</param>
/// <param name="As">The name it has in the file; empty where everything is taken.</param>
/// <param name="Line">1-based.</param>
/// <param name="IsGlobal">C# `global using`: it holds for every file of the project.</param>
public sealed record Import(string Module, string? Member, string As, int Line, bool IsGlobal = false);

/// <summary>A function or a class.</summary>
/// <param name="Scope">The dotted path of the classes and functions around it; empty for the file.</param>
/// <param name="Name">Its name; of a function without one, the name it is bound to, else `λLINE`.</param>
/// <param name="Kind">Function or class.</param>
/// <param name="Parameters">Of a function, or of a class's primary constructor, without `self`.</param>
/// <param name="Decorators">Decorators, attributes and annotations, as calls where they have arguments.</param>
/// <param name="Bases">Base classes and interfaces as written.</param>
/// <param name="Doc">Its documentation text; empty where there is none.</param>
/// <param name="Line">Where its name stands.</param>
/// <param name="End">Its last line.</param>
public sealed record Definition(
    string Scope, string Name, DefinitionKind Kind, ImmutableArray<Parameter> Parameters, ImmutableArray<Expression> Decorators,
    ImmutableArray<string> Bases, string Doc, int Line, int End)
{
    /// <summary>The scope of what stands in it.</summary>
    public string Inside => Scope.Length == 0 ? Name : $"{Scope}.{Name}";
}

/// <summary>What a definition defines.</summary>
public enum DefinitionKind
{
    Function, Class,
}

/// <summary>One parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as written; empty where none is.</param>
/// <param name="Default">Its default value; null where it must be given.</param>
/// <param name="Decorators">Attributes on it: a C# `[Description("…")]`.</param>
public sealed record Parameter(string Name, string Type, Expression? Default, ImmutableArray<Expression> Decorators);

/// <summary>A name that holds a value.</summary>
/// <param name="Scope">Where the name is known: the file (empty), a function, or a class for its fields and properties. What code writes as `self.x = …` or `this.x = …` is a field of the class.</param>
/// <param name="Name">The name, without `self.` or `this.`.</param>
/// <param name="Value">What it is given; null where only its type is said.</param>
/// <param name="Type">Its type as written; empty where none is.</param>
/// <param name="Line">1-based.</param>
/// <param name="In">The scope in whose code the value is evaluated; equal to <paramref name="Scope"/> but for fields set in a method.</param>
/// <param name="IsConditional">True in a branch, a loop or a handler: what the name held before may still hold.</param>
/// <remarks>What a function returns is bound to the name <see cref="Return"/> in its scope; a member set from outside (`options.Model = …`) to `options.Model`.</remarks>
public sealed record Binding(string Scope, string Name, Expression? Value, string Type, int Line, string In, bool IsConditional)
{
    /// <summary>The name under which a function's results are bound.</summary>
    public const string Return = "return";
}

/// <summary>An expression that is evaluated.</summary>
/// <param name="Scope">The dotted path of the classes and functions around it.</param>
/// <param name="Value">The expression.</param>
public sealed record Evaluation(string Scope, Expression Value);
