using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Cel.Types;

namespace Plumbline.Posture.Rules;

/// <summary>A YAML document as read: every node knows its line.</summary>
/// <param name="Line">1-based line on which the node starts.</param>
public abstract record YamlNode(int Line)
{
    /// <summary>A tag of the document's own language (`!Ref`); null where there is none.</summary>
    public string? Tag { get; init; }

    /// <summary>The child of a mapping, or null where this is none or has no such key.</summary>
    public virtual YamlNode? this[string key] => null;

    /// <summary>The text of a scalar; null for null, lists and mappings.</summary>
    public virtual string? Text => null;

    /// <summary>The elements of a list; of a scalar the scalar alone; of nothing none.</summary>
    public virtual IEnumerable<YamlNode> Items => [];

    /// <summary>The texts of <see cref="Items"/>.</summary>
    public IEnumerable<string> Texts => Items.Select(i => i.Text).OfType<string>();

    /// <summary>The node as a CEL value, with the types of the YAML core schema.</summary>
    public abstract Value ToValue();
}

/// <summary>A mapping, its entries in file order.</summary>
public sealed record YamlMap(int Line, ImmutableArray<(string Key, YamlNode Node)> Entries) : YamlNode(Line)
{
    /// <inheritdoc/>
    public override YamlNode? this[string key]
    {
        get
        {
            foreach (var (name, node) in Entries) if (name == key) return node;
            return null;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<YamlNode> Items => [this];

    /// <inheritdoc/>
    public override Value ToValue() => Value.Of(MapValue.From(
        [.. Entries.Select(e => Value.Of(e.Key))], [.. Entries.Select(e => e.Node.ToValue())]));
}

/// <summary>A list.</summary>
public sealed record YamlList(int Line, ImmutableArray<YamlNode> Nodes) : YamlNode(Line)
{
    /// <inheritdoc/>
    public override IEnumerable<YamlNode> Items => Nodes;

    /// <inheritdoc/>
    public override Value ToValue() => Value.List([.. Nodes.Select(n => n.ToValue())]);
}

/// <summary>A scalar; a quoted one is always text.</summary>
public sealed record YamlScalar(int Line, string Raw, bool IsQuoted) : YamlNode(Line)
{
    /// <summary>True for an unquoted null.</summary>
    public bool IsNull => !IsQuoted && Raw is "" or "~" or "null" or "Null" or "NULL";

    /// <inheritdoc/>
    public override string? Text => IsNull ? null : Raw;

    /// <inheritdoc/>
    public override IEnumerable<YamlNode> Items => IsNull ? [] : [this];

    /// <inheritdoc/>
    public override Value ToValue()
    {
        if (IsNull) return Value.Null;
        if (IsQuoted) return Value.Of(Raw);
        if (Raw is "true" or "True" or "TRUE") return Value.True;
        if (Raw is "false" or "False" or "FALSE") return Value.False;
        if (long.TryParse(Raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return Value.Of(whole);
        if (double.TryParse(Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return Value.Of(number);
        return Instants.TryParse(Raw, out var instant) ? Value.Of(instant) : Value.Of(Raw);
    }
}
