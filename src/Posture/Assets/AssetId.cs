namespace Plumbline.Posture.Assets;

/// <summary>What names an asset: its kind and the name the world gives it (ARN, path, account number, …).</summary>
/// <remarks>One asset may have several ids; bindings say which are the same.</remarks>
public readonly record struct AssetId(AssetKind Kind, string Key) : IComparable<AssetId>
{
    /// <inheritdoc/>
    public int CompareTo(AssetId other) =>
        Kind != other.Kind ? ((int)Kind).CompareTo((int)other.Kind) : string.CompareOrdinal(Key, other.Key);

    // Written out, because what the compiler writes puts the kind in a box wherever code was compiled ahead.
    /// <inheritdoc/>
    public bool Equals(AssetId other) => Kind == other.Kind && Key == other.Key;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine((int)Kind, Key);

    /// <summary>`kind:key`, the key whole so that it can be copied.</summary>
    public override string ToString() => $"{Kind.Name()}:{Key}";

    /// <summary>Reads `kind:key`; false where the kind is none or the key is missing.</summary>
    /// <param name="text">The text; null is none.</param>
    /// <param name="id">What it names.</param>
    public static bool TryParse(string? text, out AssetId id)
    {
        id = default;
        if (text is null || text.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon) || colon + 1 == text.Length || !KebabCase.TryParse<AssetKind>(text[..colon], out var kind)) return false;
        id = new AssetId(kind, text[(colon + 1)..]);
        return true;
    }
}
