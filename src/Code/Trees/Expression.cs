using System.Collections.Immutable;

namespace Plumbline.Code.Trees;

/// <summary>An expression in words that all languages share. `await`, casts, parentheses and non-null marks are left out.</summary>
/// <param name="Line">1-based; of a call or member, the line on which its name stands.</param>
public abstract record Expression(int Line);

/// <summary>A text that is wholly written down, escapes resolved, indentation of raw texts removed as the language removes it.</summary>
/// <param name="Value">The text as the program sees it.</param>
public sealed record Text(string Value, int Line) : Expression(Line);

/// <summary>A number, boolean or null, as written: `0.2`, `true`, `None`.</summary>
public sealed record Literal(string Value, int Line) : Expression(Line);

/// <summary>A text put together at run time: interpolation and concatenation; the written parts are <see cref="Text"/>.</summary>
public sealed record Joined(ImmutableArray<Expression> Parts, int Line) : Expression(Line);

/// <summary>A bare name.</summary>
public sealed record Name(string Value, int Line) : Expression(Line);

/// <summary>`self`, `this`: the object that a method is called on.</summary>
public sealed record This(int Line) : Expression(Line);

/// <summary>`of.name`, also `of?.name` and `of->name`.</summary>
public sealed record Member(Expression Of, string Value, int Line) : Expression(Line);

/// <summary>`of[at]`.</summary>
public sealed record Indexed(Expression Of, Expression At, int Line) : Expression(Line);

/// <summary>A call, or the making of an object. A C# object initializer's members are named arguments.</summary>
/// <param name="Callee">What is called; of `new T(…)`, T as a name or member.</param>
/// <param name="Arguments">In their order.</param>
/// <param name="Types">Type arguments as written.</param>
/// <param name="IsNew">True for `new`.</param>
public sealed record Call(Expression Callee, ImmutableArray<Argument> Arguments, ImmutableArray<string> Types, bool IsNew, int Line) : Expression(Line);

/// <summary>One argument.</summary>
/// <param name="Name">The name it is given by; null where its place says it.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsSpread">True for `*x`, `**x` and `...x`.</param>
public sealed record Argument(string? Name, Expression Value, bool IsSpread = false);

/// <summary>A list, tuple, set or array; spreads are <see cref="Other"/>.</summary>
public sealed record Items(ImmutableArray<Expression> All, int Line) : Expression(Line);

/// <summary>A dictionary or object literal; a key that is no text or name is left out with its value kept as <see cref="Other"/>; a spread has the key `...`.</summary>
public sealed record Fields(ImmutableArray<(string Key, Expression Value)> All, int Line) : Expression(Line);

/// <summary>One of several, decided at run time, in the order written: `a or b`, `a ?? b`, `c ? a : b`.</summary>
public sealed record Choice(ImmutableArray<Expression> All, int Line) : Expression(Line);

/// <summary>A function written where it is used; its body is a definition of the file.</summary>
/// <param name="Definition">The <see cref="Definition.Inside"/> of that definition.</param>
public sealed record Lambda(string Definition, int Line) : Expression(Line);

/// <summary>Anything else; the expressions in it are kept so that nothing is missed.</summary>
public sealed record Other(ImmutableArray<Expression> Inner, int Line) : Expression(Line)
{
    /// <summary>The operator between them, `in`, `==`, `not`; empty where there is none.</summary>
    public string Mark { get; init; } = "";
}
