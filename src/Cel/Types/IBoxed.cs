namespace Plumbline.Cel.Types;

/// <summary>A value too large for <see cref="Value"/>'s own sixteen bytes.</summary>
public interface IBoxed
{
    /// <summary>What it is.</summary>
    ValueKind Kind { get; }

    /// <summary>CEL equality with an object of the same kind.</summary>
    bool EqualTo(IBoxed other);
}
