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
        ValueKind.Network => ((INamed)value.AsBoxed!).TypeName,
        var kind => kind.ToString().ToLowerInvariant(),
    });

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other) => Equals((TypeValue)other);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A boxed value of a type that the language core does not know.</summary>
internal interface INamed : IBoxed
{
    /// <summary>Its type's name in CEL.</summary>
    string TypeName { get; }
}
