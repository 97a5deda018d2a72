
namespace Plumbline.Cel.Programs.Functions;

/// <summary>Operators that nodes of their own evaluate, for the checker to know.</summary>
internal static class Controls
{
    private static readonly string[] Ordered =
    [
        "bool, bool", "int, int", "uint, uint", "double, double", "string, string", "bytes, bytes", "timestamp, timestamp", "duration, duration",
        "int, uint", "uint, int", "int, double", "double, int", "uint, double", "double, uint",
    ];

    public static IEnumerable<Overload> All { get; } =
    [
        .. new[]
        {
            "_&&_(bool, bool): bool", "_||_(bool, bool): bool", "!_(bool): bool", "_?_:_(bool, A, A): A",
            "_==_(A, A): bool", "_!=_(A, A): bool",
            "@in(A, list(A)): bool", "@in(A, map(A, B)): bool",
            "_[_](list(A), int): A", "_[_](map(A, B), A): B",
            "_[_](optional_type(list(A)), int): optional_type(A)", "_[_](optional_type(map(A, B)), A): optional_type(B)",
            "_[?_](list(A), int): optional_type(A)", "_[?_](map(A, B), A): optional_type(B)",
            "_[?_](optional_type(list(A)), int): optional_type(A)", "_[?_](optional_type(map(A, B)), A): optional_type(B)",
        }.Select(s => new Overload(s, null)),
        .. new[] { "_<_", "_<=_", "_>_", "_>=_" }.SelectMany(o => Ordered.Select(types => new Overload($"{o}({types}): bool", null))),
    ];
}
