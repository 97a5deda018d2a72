using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>What the type of a parameter says of what may come.</summary>
internal static class ParameterTypes
{
    private static readonly HashSet<string> Narrow = new(StringComparer.Ordinal) { "int", "float", "bool", "number", "boolean", "datetime", "date", "UUID", "Decimal" };

    /// <summary>True where no text of another's choice fits: numbers, written choices.</summary>
    public static bool IsNarrow(string type)
    {
        var plain = type.Replace(" ", "", StringComparison.Ordinal).Replace("Optional[", "", StringComparison.Ordinal).Replace("|None", "", StringComparison.Ordinal).TrimEnd(']', '?');
        return Narrow.Contains(plain) || plain.StartsWith("Literal[", StringComparison.Ordinal) || plain.StartsWith("typing.Literal[", StringComparison.Ordinal);
    }

    /// <summary>True for what the server itself hands in.</summary>
    public static bool IsContext(Parameter parameter) => parameter.Type.Contains("Context", StringComparison.Ordinal) && !parameter.Type.Contains("str", StringComparison.Ordinal)
        || parameter is { Type: "", Name: "ctx" or "_ctx" or "extra" or "_extra" };
}
