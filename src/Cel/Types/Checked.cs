using System.Collections.Immutable;
using Plumbline.Cel.Syntax;

namespace Plumbline.Cel.Types;

/// <summary>An expression whose names and types are known.</summary>
internal sealed class Checked(Expr expr)
{
    private readonly Dictionary<Expr, CelType> types = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, Reference> names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, string> functions = new(ReferenceEqualityComparer.Instance);

    public Expr Expr => expr;

    public List<CelError> Errors { get; } = [];

    /// <summary>What the whole gives.</summary>
    public CelType Type => TypeOf(expr);

    public CelType TypeOf(Expr part) => types.GetValueOrDefault(part, CelType.Dyn);

    /// <summary>What a name stands for; null where it is a loop's, or not known.</summary>
    public Reference? NameOf(Expr part) => names.TryGetValue(part, out var found) ? found : null;

    /// <summary>The full name of a function without receiver; null where what stands before the dot is one.</summary>
    public string? FunctionOf(Expr part) => functions.GetValueOrDefault(part);

    public CelType Set(Expr part, CelType type) => types[part] = type;

    public void Set(Expr part, Reference name) => names[part] = name;

    public void Set(Expr part, string function) => functions[part] = function;

    public void Resolve(Inference inference)
    {
        foreach (var part in types.Keys.ToImmutableArray()) types[part] = inference.Resolve(types[part], isFinal: true);
    }
}
