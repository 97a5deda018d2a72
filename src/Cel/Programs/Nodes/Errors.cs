using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>What goes wrong while a program runs.</summary>
internal static class Errors
{
    public static Value Partial { get; } = Value.Unknown("the list may have more elements than were seen");

    public static Value NotBool(Value value) => Value.Error($"expected bool, found {TypeValue.Of(value)}: no such overload");

    public static Value NoOverload(string function) => Value.Error($"`{function}` does not take these values: no such overload");

    public static Value NoKey(string key) => Value.Error($"`{key}` is not there: no such key");
}
