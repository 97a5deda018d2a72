namespace Plumbline.Guardrails.Models.Templates;

internal enum NodeKind
{
    Text, Number, Name, Attribute, Index, Slice, Call, Keyword, Filter, Test, Binary, Unary, List, Map, Choice, Nothing,
}

/// <summary>An expression of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Word">The name, operator or text.</param>
/// <param name="Parts">What it is made of; of a call, filter or index the thing itself first.</param>
/// <param name="Offset">Where it stands.</param>
internal sealed record TemplateNode(NodeKind Kind, string Word, TemplateNode[] Parts, int Offset)
{
    /// <summary>Nodes from here down to the lowest. `a ~ a ~ a` is as deep as it is long.</summary>
    public int Depth { get; } = 1 + Parts.Aggregate(0, static (deepest, part) => Math.Max(deepest, part.Depth));
}
