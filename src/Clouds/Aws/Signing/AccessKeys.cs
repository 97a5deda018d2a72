namespace Plumbline.Clouds.Aws.Signing;

/// <summary>The keys that requests are signed with. They have no text, so that no log can hold them.</summary>
public sealed class AccessKeys(string id, string secret, string? token, DateTimeOffset? ends = null)
{
    internal string Id { get; } = id;

    internal string Secret { get; } = secret;

    internal string? Token { get; } = token is { Length: > 0 } ? token : null;

    /// <summary>When they end; null where nobody says so.</summary>
    public DateTimeOffset? Ends { get; } = ends;

    /// <inheritdoc/>
    public override string ToString() => "access keys";
}
