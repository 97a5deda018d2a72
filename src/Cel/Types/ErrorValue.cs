namespace Plumbline.Cel.Types;

/// <summary>Why a value could not be computed; <paramref name="isUnknown"/> where evidence is missing rather than wrong.</summary>
public sealed class ErrorValue(string message, bool isUnknown) : IBoxed
{
    /// <summary>One sentence, lower case.</summary>
    public string Message { get; } = message;

    /// <summary>True where nobody looked.</summary>
    public bool IsUnknown { get; } = isUnknown;

    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.Error;

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other) => ReferenceEquals(this, other);
}
