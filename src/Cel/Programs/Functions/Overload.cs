using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>What a function does; arguments are neither errors nor, but where the form says so, partial lists.</summary>
internal delegate Value Implementation(ReadOnlySpan<Value> args);

/// <summary>One form of a function and what it does; null where a node of its own does it.</summary>
internal sealed class Overload(string signature, Implementation? body, bool takesPartial = false)
{
    private int[]? masks;

    public Signature Signature { get; } = Signature.Parse(signature);

    public bool TakesPartial => takesPartial;

    public Implementation? Body => body;

    /// <summary>True where the form takes values of these kinds.</summary>
    public bool Takes(ReadOnlySpan<Value> args)
    {
        var wanted = masks ??= [.. Signature.Parameters.Select(Mask)];
        for (var i = 0; i < wanted.Length; i++) if ((wanted[i] & (1 << (int)args[i].Kind)) == 0) return false;
        return true;
    }

    private static int Mask(CelType type) => type switch
    {
        CelType.ListOf => Bit(ValueKind.List),
        CelType.MapOf => Bit(ValueKind.Map),
        CelType.Abstract { Name: "optional_type" } => Bit(ValueKind.Optional),
        CelType.Abstract { Name: "type" } => Bit(ValueKind.Type),
        CelType.Abstract { Name: "net.IP" } => Bit(ValueKind.Ip),
        CelType.Abstract { Name: "net.CIDR" } => Bit(ValueKind.Cidr),
        CelType.Abstract => 0,
        CelType.Simple { Name: "null_type" } => Bit(ValueKind.Null),
        CelType.Simple { Name: not "dyn" } simple => Bit(Enum.Parse<ValueKind>(simple.Name, ignoreCase: true)),
        _ => -1,
    };

    private static int Bit(ValueKind kind) => 1 << (int)kind;
}

/// <summary>Room for the arguments of one call, on the stack.</summary>
[InlineArray(Count)]
internal struct Arguments
{
    public const int Count = 4;

    private Value first;
}
