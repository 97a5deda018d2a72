using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>What stands between the braces of a block, or in a file.</summary>
/// <param name="Attributes">`name = expression`, in file order.</param>
/// <param name="Blocks">Nested blocks, in file order.</param>
public sealed record HclBody(ImmutableArray<HclAttribute> Attributes, ImmutableArray<HclBlock> Blocks)
{
    /// <summary>The expression of an attribute; null where there is none.</summary>
    public HclExpr? this[string name] => Attributes.FirstOrDefault(a => a.Name == name)?.Value;
}

/// <summary>`name = expression`.</summary>
public sealed record HclAttribute(string Name, HclExpr Value, int Line);

/// <summary>`type "label" "label" { … }`.</summary>
public sealed record HclBlock(string Type, ImmutableArray<string> Labels, HclBody Body, int Line);

/// <summary>An expression of HCL as written.</summary>
/// <param name="Line">1-based line on which it starts.</param>
public abstract record HclExpr(int Line)
{
    /// <summary>A number, truth value, null or text without templates.</summary>
    public sealed record Literal(Term Value, int At) : HclExpr(At);

    /// <summary>Texts and expressions that are put together to one text.</summary>
    public sealed record Template(ImmutableArray<HclExpr> Parts, int At) : HclExpr(At);

    /// <summary>`%{ if … } … %{ else } … %{ endif }`, and `a ? b : c`.</summary>
    public sealed record Choice(HclExpr Condition, HclExpr Then, HclExpr Else, int At) : HclExpr(At);

    /// <summary>A name: `var`, `local`, a resource type, a variable of a loop.</summary>
    public sealed record Name(string Text, int At) : HclExpr(At);

    /// <summary>`a.b`.</summary>
    public sealed record Field(HclExpr Of, string Key, int At) : HclExpr(At);

    /// <summary>`a[b]`.</summary>
    public sealed record Index(HclExpr Of, HclExpr Key, int At) : HclExpr(At);

    /// <summary>`a[*].b`: the steps after the star, taken from each element.</summary>
    public sealed record Splat(HclExpr Of, ImmutableArray<HclExpr> Steps, int At) : HclExpr(At);

    /// <summary>The element that a splat is at.</summary>
    public sealed record Each(int At) : HclExpr(At);

    /// <summary>`f(a, b)`; <paramref name="Expands"/> where the last argument is followed by `...`.</summary>
    public sealed record Call(string Function, ImmutableArray<HclExpr> Args, bool Expands, int At) : HclExpr(At);

    /// <summary>`!a`, `-a`.</summary>
    public sealed record Unary(char Operator, HclExpr Operand, int At) : HclExpr(At);

    /// <summary>`a + b` and so on.</summary>
    public sealed record Binary(string Operator, HclExpr Left, HclExpr Right, int At) : HclExpr(At);

    /// <summary>`[a, b]`.</summary>
    public sealed record Tuple(ImmutableArray<HclExpr> Items, int At) : HclExpr(At);

    /// <summary>`{ a = b }`.</summary>
    public sealed record Object(ImmutableArray<(HclExpr Key, HclExpr Value)> Entries, int At) : HclExpr(At);

    /// <summary>`[for k, v in c : x if y]` and, with <paramref name="Key"/>, `{for k, v in c : k => x... if y}`; a `%{ for }` of a template where <paramref name="JoinsText"/>.</summary>
    public sealed record For(
        string? KeyName, string ValueName, HclExpr Over, HclExpr? Key, HclExpr Value, HclExpr? If, bool Groups, bool JoinsText, int At) : HclExpr(At);
}

/// <summary>Text that is no HCL.</summary>
internal sealed class HclException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
