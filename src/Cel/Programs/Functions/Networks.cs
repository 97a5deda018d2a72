namespace Plumbline.Cel.Programs.Functions;

/// <summary>To come.</summary>
internal static class Networks
{
    public static IEnumerable<Overload> All { get; } = [];
}
