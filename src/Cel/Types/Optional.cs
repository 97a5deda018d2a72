namespace Plumbline.Cel.Types;

/// <summary>A value that may be absent.</summary>
public sealed class Optional : IBoxed
{
    private Optional(bool hasValue, Value value)
    {
        HasValue = hasValue;
        Value = value;
    }

    /// <summary>The absent one.</summary>
    public static Optional None { get; } = new(false, default);

    /// <summary>True where there is a value.</summary>
    public bool HasValue { get; }

    /// <summary>The value; null where there is none.</summary>
    public Value Value { get; }

    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.Optional;

    /// <summary>A present value.</summary>
    public static Optional Of(Value value) => new(true, value);

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other) => other is Optional that && HasValue == that.HasValue && Value.Equals(that.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HasValue ? Value.GetHashCode() : 0;

    /// <inheritdoc/>
    public override string ToString() => HasValue ? Value.ToString() : "none";
}
