using System.Collections.Frozen;
using System.Net;
using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Declared.Exporters;

/// <summary>Where something is sent.</summary>
/// <param name="Host">The host; empty where none is written.</param>
/// <param name="Vendor">The service, or the product that is run inside; empty where none is known.</param>
/// <param name="Where">inside, vendor, outside, open.</param>
internal sealed record Destination(string Host, string Vendor, string Where)
{
    // The end of the host tells the service.
    private static readonly (string Suffix, string Vendor)[] Vendors =
    [
        ("langfuse.com", "Langfuse"), ("smith.langchain.com", "LangSmith"), ("helicone.ai", "Helicone"), ("arize.com", "Arize"), ("traceloop.com", "Traceloop"), ("braintrust.dev", "Braintrust"), ("braintrustdata.com", "Braintrust"),
        ("comet.com", "Comet"), ("wandb.ai", "Weights & Biases"), ("portkey.ai", "Portkey"), ("datadoghq.com", "Datadog"), ("datadoghq.eu", "Datadog"), ("ddog-gov.com", "Datadog"), ("nr-data.net", "New Relic"), ("newrelic.com", "New Relic"),
        ("honeycomb.io", "Honeycomb"), ("sentry.io", "Sentry"), ("grafana.net", "Grafana Cloud"), ("dynatrace.com", "Dynatrace"), ("splunkcloud.com", "Splunk"), ("signalfx.com", "Splunk"), ("logz.io", "Logz.io"), ("coralogix.com", "Coralogix"),
        ("coralogix.us", "Coralogix"), ("sumologic.com", "Sumo Logic"), ("lightstep.com", "ServiceNow"), ("elastic-cloud.com", "Elastic"), ("elastic.co", "Elastic"), ("found.io", "Elastic"), ("logfire.pydantic.dev", "Logfire"), ("axiom.co", "Axiom"),
        ("betterstack.com", "Better Stack"), ("logtail.com", "Better Stack"), ("uptrace.dev", "Uptrace"), ("signoz.cloud", "SigNoz"), ("signoz.io", "SigNoz"), ("chronosphere.io", "Chronosphere"), ("loggly.com", "SolarWinds"), ("papertrailapp.com", "SolarWinds"),
        ("agentops.ai", "AgentOps"), ("lunary.ai", "Lunary"), ("galileo.ai", "Galileo"), ("galileocloud.io", "Galileo"), ("patronus.ai", "Patronus"), ("humanloop.com", "Humanloop"), ("promptlayer.com", "PromptLayer"), ("maxim.ai", "Maxim"), ("hyperdx.io", "HyperDX"),
    ];

    private static readonly FrozenSet<string> InsideEnds = ((string[])["local", "internal", "svc", "lan", "intranet", "corp", "private", "test", "localhost"]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads an address: a URL, or host and port.</summary>
    public static Destination Of(string? address)
    {
        var text = address?.Trim() ?? "";
        if (text.Length == 0 || text.Length > 2000) return new Destination("", "", "open");
        var rest = text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? text[(scheme + 3)..] : text;
        rest = rest.Split('/', '?', '#')[0];
        if (rest.LastIndexOf('@') is >= 0 and var login) rest = rest[(login + 1)..];
        var host = rest is ['[', ..] && rest.IndexOf(']') is > 0 and var close ? rest[1..close] : rest.Split(':')[0];
        // `https://${HOST}.example.com` says who it is by its end, `${HOST}` does not.
        var plain = Placeholders.In(host) ? Placeholders.Without(host).TrimStart('.') : host;
        if (plain.Length == 0 || !plain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':')) return new Destination("", "", "open");
        return Named(plain.ToLowerInvariant().TrimEnd('.'), plain.Length < host.Length);
    }

    /// <summary>A service by its name, at its own address.</summary>
    public static Destination Of(string vendor, bool isOwn) => new("", vendor, isOwn ? "vendor" : "open");

    private static Destination Named(string host, bool isPart)
    {
        foreach (var (suffix, vendor) in Vendors)
            if (host == suffix || host.EndsWith("." + suffix, StringComparison.Ordinal)) return new Destination(host, vendor, "vendor");
        if (isPart) return new Destination("", "", "open");
        if (IPAddress.TryParse(host, out var ip)) return new Destination(host, "", IsPrivate(ip) ? "inside" : "outside");
        var labels = host.Split('.');
        return new Destination(host, "", labels.Length == 1 || InsideEnds.Contains(labels[^1]) || labels.Contains("svc") ? "inside" : "outside");
    }

    private static bool IsPrivate(IPAddress ip)
    {
        var bytes = ip.GetAddressBytes();
        return IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) || ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal
            || (bytes.Length == 4 && (bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 169 && bytes[1] == 254) || (bytes[0] == 100 && bytes[1] is >= 64 and <= 127)));
    }
}
