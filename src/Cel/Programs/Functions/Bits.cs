namespace Plumbline.Cel.Programs.Functions;

/// <summary>To come.</summary>
internal static class Bits
{
    public static IEnumerable<Overload> All { get; } = [];
}
