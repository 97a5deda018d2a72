using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>`text.startsWith(part)` and its kin, where the part is known beforehand.</summary>
internal sealed class TextTest(Node text, string part, string function, Func<string, string, bool> holds) : Node
{
    private readonly Value noOverload = Errors.NoOverload(function);

    public override IEnumerable<Node> Children => [text];

    public override bool UsesFrame => true;

    /// <summary>The test of that name, or null.</summary>
    public static Func<string, string, bool>? Find(string name) => name switch
    {
        "contains" => static (text, part) => text.Contains(part, StringComparison.Ordinal),
        "startsWith" => static (text, part) => text.StartsWith(part, StringComparison.Ordinal),
        "endsWith" => static (text, part) => text.EndsWith(part, StringComparison.Ordinal),
        _ => null,
    };

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = text.Evaluate(slots, frame);
        if (value.AsString is not { } given) return value.IsError ? value : noOverload;
        return frame.Charge(1 + (given.Length / 64)) ? Value.Of(holds(given, part)) : Frame.Spent;
    }
}
