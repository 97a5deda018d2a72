using Plumbline.Code.Trees;

namespace Plumbline.Code.Names;

/// <summary>Where an expression stands: its file and the scope whose names it sees.</summary>
public sealed record Place(SourceFile File, string Scope);

/// <summary>An expression and where it stands.</summary>
public sealed record Found(Expression Value, Place At);

/// <summary>What comes from outside the project: a package's function, class or module, with the members taken from it.</summary>
/// <param name="Module">The package or module as imported; empty for a name that nothing in the project explains, such as a type of a C# namespace.</param>
/// <param name="Path">Dotted: `OpenAI`, `chat.completions.create`.</param>
public sealed record Symbol(string Module, string Path, int Line) : Expression(Line)
{
    /// <summary>The last name of the path, else of the module.</summary>
    public string Last => Path.Length > 0 ? Path[(Path.LastIndexOf('.') + 1)..] : Module[(Module.LastIndexOfAny(['.', '/']) + 1)..];
}

/// <summary>A function or class of the project.</summary>
public sealed record Reference(Definition Definition, int Line) : Expression(Line);

/// <summary>A file of the project as a module.</summary>
public sealed record Module(SourceFile File, int Line) : Expression(Line);

/// <summary>A name that is given from outside the code that is read: a parameter, a field that only has a type.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">Its type as written; empty where none is.</param>
/// <param name="Default">Its default value; null where it has none.</param>
public sealed record Given(string Name, string Type, Expression? Default, int Line) : Expression(Line)
{
    /// <summary>True where the one call that gives it is known and leaves it out: other callers say nothing of it.</summary>
    public bool IsSettled { get; init; }
}
