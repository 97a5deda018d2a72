namespace Plumbline.Cel.Programs.Functions;

/// <summary>To come.</summary>
internal static class Encoders
{
    public static IEnumerable<Overload> All { get; } = [];
}
