namespace Plumbline.Cel.Types;

/// <summary>A type as a value: what `type(x)` gives.</summary>
public sealed record TypeValue(string Name) : IBoxed
{
    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.Type;

    /// <summary>The type of a value.</summary>
    public static TypeValue Of(Value value) => new(value.Kind switch
    {
        ValueKind.Null => "null_type",
        ValueKind.Timestamp => "google.protobuf.Timestamp",
        ValueKind.Duration => "google.protobuf.Duration",
        ValueKind.Optional => "optional_type",
        ValueKind.Ip => "net.IP",
        ValueKind.Cidr => "net.CIDR",
        var kind => kind.ToString().ToLowerInvariant(),
    });

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other) => Equals((TypeValue)other);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
