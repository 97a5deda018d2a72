using System.Collections.Immutable;
using Plumbline.Cel.Syntax;

namespace Plumbline.Cel.Types;

/// <summary>What a name in an expression stands for: a variable's index, or a value known beforehand.</summary>
public readonly record struct Reference(int Variable, Value Constant, CelType Type)
{
    /// <summary>True where the value is known beforehand.</summary>
    public bool IsConstant => Variable < 0;
}

/// <summary>Names and functions an expression may use.</summary>
internal sealed class Names(
    IReadOnlyDictionary<string, Reference> known, IReadOnlyDictionary<string, ImmutableArray<Signature>> functions, string container)
{
    public IReadOnlyDictionary<string, ImmutableArray<Signature>> Functions => functions;

    public IEnumerable<string> Known => known.Keys;

    /// <summary>The dotted name an expression spells, or null.</summary>
    public static string? Spelled(Expr expr)
    {
        var fields = new Stack<string>();
        while (expr is Expr.Select { IsTest: false, IsOptional: false } select)
        {
            fields.Push(select.Field);
            expr = select.Operand;
        }

        return expr is not Expr.Ident ident ? null : fields.Count == 0 ? ident.Name : $"{ident.Name}.{string.Join('.', fields)}";
    }

    /// <summary>The first name of a dotted one, or null where the expression does not start with a name.</summary>
    public static Expr.Ident? Root(Expr expr)
    {
        while (expr is Expr.Select select) expr = select.Operand;
        return expr as Expr.Ident;
    }

    /// <summary>Looks a name up in the container, then in the containers around it.</summary>
    public Reference? Find(string name)
    {
        foreach (var candidate in Candidates(name)) if (known.TryGetValue(candidate, out var found)) return found;
        return null;
    }

    /// <summary>The function's full name, or null.</summary>
    public string? FindFunction(string name)
    {
        foreach (var candidate in Candidates(name)) if (functions.ContainsKey(candidate)) return candidate;
        return null;
    }

    /// <summary>The part of a dotted name that is at fault, with a hint.</summary>
    public string Fault(string name)
    {
        var parts = name.TrimStart('.').Split('.');
        var length = 1;
        while (length < parts.Length && IsPrefix(string.Join('.', parts.Take(length)))) length++;
        var fault = string.Join('.', parts.Take(length));
        return $"`{fault}` is not known{Nearest.Hint(fault, known.Keys.Concat(known.Keys.Select(FirstPart)).Distinct())}";
    }

    private static string FirstPart(string name) => name.Split('.')[0];

    private bool IsPrefix(string prefix) => known.Keys.Any(k => k.StartsWith(prefix + ".", StringComparison.Ordinal));

    private IEnumerable<string> Candidates(string name)
    {
        if (name.StartsWith('.'))
        {
            yield return name[1..];
            yield break;
        }

        for (var scope = container; scope.Length > 0; scope = scope[..Math.Max(0, scope.LastIndexOf('.'))]) yield return $"{scope}.{name}";
        yield return name;
    }
}
