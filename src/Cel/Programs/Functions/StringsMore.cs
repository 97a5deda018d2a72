namespace Plumbline.Cel.Programs.Functions;

/// <summary>To come.</summary>
internal static class StringsMore
{
    public static IEnumerable<Overload> All { get; } = [];
}
