namespace Plumbline.Posture.Assets;

/// <summary>What names an asset: its kind and the name the world gives it (ARN, path, account number, …).</summary>
/// <remarks>One asset may have several ids; bindings say which are the same.</remarks>
public readonly record struct AssetId(AssetKind Kind, string Key) : IComparable<AssetId>
{
    /// <inheritdoc/>
    public int CompareTo(AssetId other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Key, other.Key);

    /// <summary>`kind:key`, the key whole so that it can be copied.</summary>
    public override string ToString() => $"{Kind.Name()}:{Key}";
}
