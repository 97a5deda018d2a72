namespace Plumbline.Cel.Programs.Functions;

/// <summary>To come.</summary>
internal static class Maths
{
    public static IEnumerable<Overload> All { get; } = [];
}
