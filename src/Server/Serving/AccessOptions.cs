using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using Plumbline.Posture.Assets;
using Plumbline.Server.Access;
using Plumbline.Server.Access.SingleSignOn;
using Plumbline.Store;

namespace Plumbline.Server.Serving;

/// <summary>The part of `plumb serve` that says how people and programs come in.</summary>
internal sealed class AccessOptions
{
    /// <summary>Where the provider's secret is read from: an argument would be seen by everybody on the machine.</summary>
    public const string SecretVariable = "PLUMB_SSO_SECRET";

    private readonly Option<string?> keyFile = new("--key-file") { Description = "the key that secrets are sealed with, made where there is none (default: secret.key in PLUMB_HOME); all nodes of a server need the same" };
    private readonly Option<string?> cert = new("--cert") { Description = "the certificate and chain of https addresses (PEM); read again when it changes" };
    private readonly Option<string?> key = new("--key") { Description = "its private key (PEM)" };
    private readonly Option<string[]> proxies = new("--behind-proxy") { Description = "the address or network of a proxy that speaks https to callers, and whose X-Forwarded headers count; may be repeated", DefaultValueFactory = _ => [] };
    private readonly Option<bool> privateTargets = new("--allow-private-targets") { Description = "webhooks may go to this machine and private networks" };
    private readonly Option<string?> issuer = new("--sso-issuer") { Description = $"sign people in at this OpenID Connect provider: https://…; its secret is in {SecretVariable}" };
    private readonly Option<string?> client = new("--sso-client") { Description = "what the provider calls this server" };
    private readonly Option<string[]> roles = new("--sso-role") { Description = "which group of the provider is which role: GROUP=ROLE; may be repeated", DefaultValueFactory = _ => [] };
    private readonly Option<string> claim = new("--sso-claim") { Description = "the claim that lists groups", DefaultValueFactory = _ => "groups" };
    private readonly Option<string> scopes = new("--sso-scopes") { Description = "what is asked for", DefaultValueFactory = _ => "openid profile email" };

    public AccessOptions(Command command)
    {
        foreach (var option in (Option[])[keyFile, cert, key, proxies, privateTargets, issuer, client, roles, claim, scopes]) command.Options.Add(option);
    }

    /// <summary>What was said; null and a sentence where it cannot be meant.</summary>
    public AccessSettings? Read(ParseResult parsed, out string? problem)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in parsed.GetRequiredValue(proxies))
        {
            problem = $"`{text}` is no address of a proxy; write 10.0.0.5 or 10.0.0.0/24";
            if (IPAddress.TryParse(text, out var one)) networks.Add(new IPNetwork(one, one.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(text, out var network)) networks.Add(network);
            else return null;
        }

        var provider = Provider(parsed, out problem);
        return problem is not null ? null : new AccessSettings(parsed.GetValue(keyFile) ?? Path.Combine(Home.Folder, "secret.key"))
        {
            Cert = parsed.GetValue(cert), Key = parsed.GetValue(key), Proxies = networks.ToImmutable(), AllowsPrivateTargets = parsed.GetValue(privateTargets), Provider = provider,
        };
    }

    private Provider? Provider(ParseResult parsed, out string? problem)
    {
        problem = null;
        if (parsed.GetValue(issuer) is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            problem = $"`{text}` is no issuer; write it as https://login.example.com";
            return null;
        }

        var map = ImmutableSortedDictionary.CreateBuilder<string, Role>(StringComparer.Ordinal);
        foreach (var pair in parsed.GetRequiredValue(roles))
        {
            var at = pair.LastIndexOf('=');
            if (at <= 0 || !KebabCase.TryParse<Role>(pair[(at + 1)..], out var role))
            {
                problem = $"`{pair}` gives no role; write GROUP=ROLE with {string.Join(", ", Enum.GetValues<Role>().Select(r => r.Name()))}";
                return null;
            }

            map[pair[..at]] = role;
        }

        var provider = new Provider(uri, parsed.GetValue(client) ?? "", Environment.GetEnvironmentVariable(SecretVariable) ?? "", map.ToImmutable())
        {
            Claim = parsed.GetRequiredValue(claim), Scopes = [.. parsed.GetRequiredValue(scopes).Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        };
        problem = provider.Problem;
        return provider;
    }
}
