using System.Collections.Immutable;
using System.Net;
using Plumbline.Server.Access.SingleSignOn;

namespace Plumbline.Server.Access;

/// <summary>How people and programs come in.</summary>
/// <param name="KeyFile">The file of the key that secrets are sealed with.</param>
public sealed record AccessSettings(string KeyFile)
{
    /// <summary>The certificate and chain of https addresses (PEM); null where there are none.</summary>
    public string? Cert { get; init; }

    /// <summary>Its private key (PEM).</summary>
    public string? Key { get; init; }

    /// <summary>Proxies whose word about address and protocol of a caller is taken; empty where nobody stands before the server.</summary>
    public ImmutableArray<IPNetwork> Proxies { get; init; } = [];

    /// <summary>True where webhooks may go to this machine and private networks.</summary>
    public bool AllowsPrivateTargets { get; init; }

    /// <summary>Where people sign in for everything at once; null where only accounts of this server do.</summary>
    public Provider? Provider { get; init; }
}
