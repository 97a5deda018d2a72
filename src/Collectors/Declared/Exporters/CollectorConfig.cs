using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Exporters;

/// <summary>Reads the configuration of an OpenTelemetry collector: which pipeline sends which signals where.</summary>
internal static class CollectorConfig
{
    // Exporters whose type says who keeps what they send.
    private static readonly Dictionary<string, string> Vendors = new(StringComparer.Ordinal)
    {
        ["datadog"] = "Datadog", ["sentry"] = "Sentry", ["signalfx"] = "Splunk", ["sapm"] = "Splunk", ["logzio"] = "Logz.io", ["coralogix"] = "Coralogix", ["sumologic"] = "Sumo Logic", ["honeycombmarker"] = "Honeycomb",
        ["dynatrace"] = "Dynatrace", ["mezmo"] = "Mezmo", ["logicmonitor"] = "LogicMonitor", ["opsramp"] = "OpsRamp", ["dataset"] = "SentinelOne", ["tinybird"] = "Tinybird", ["newrelic"] = "New Relic",
    };

    // What stays in the cloud account that the collector runs in, on its disk, or nowhere.
    private static readonly HashSet<string> Inside = new(StringComparer.Ordinal)
    {
        "debug", "logging", "file", "nop", "awsxray", "awscloudwatchlogs", "awsemf", "awss3", "awskinesis", "azuremonitor", "azuredataexplorer", "azureblob", "googlecloud", "googlecloudpubsub", "googlecloudstorage", "googlemanagedprometheus", "prometheus", "load_balancing", "loadbalancing",
    };

    /// <summary>True for such a configuration.</summary>
    public static bool Is(YamlNode document) =>
        document["exporters"] is YamlMap && document["service"]?["pipelines"] is YamlMap;

    /// <summary>What each exporter that a pipeline uses is sent.</summary>
    public static IEnumerable<Export> Of(YamlNode document)
    {
        var exporters = (YamlMap)document["exporters"]!;
        var pipelines = ((YamlMap)document["service"]!["pipelines"]!).Entries;
        foreach (var (name, node) in exporters.Entries.Take(200))
        {
            var feeding = pipelines.Where(p => Names(p.Node["exporters"]).Contains(name)).ToList();
            if (feeding.Count == 0) continue;
            var kept = feeding.Select(p => (Signal: p.Key.Split('/')[0], What: Processors.Of(document["processors"], Names(p.Node["processors"])))).ToList();
            var told = kept.Where(p => p.Signal is "traces" or "logs").ToList();
            var content = told.Count == 0 || told.TrueForAll(p => p.What.TakesContent) ? "false" : "it is not known whether prompts are captured";
            yield return new Export(
                name, Where(name.Split('/')[0], node), [.. kept.Select(p => p.Signal).Distinct().Order(StringComparer.Ordinal)], content,
                [.. kept.SelectMany(p => p.What.Removes).Distinct(StringComparer.Ordinal)], Math.Max(1, node.Line));
        }
    }

    private static Destination Where(string type, YamlNode node)
    {
        if (Inside.Contains(type)) return new Destination("", "", "inside");
        var address = node["endpoint"]?.Text ?? node["traces_endpoint"]?.Text ?? node["logs_endpoint"]?.Text ?? node["dsn"]?.Text ?? (node["endpoints"]?.Texts ?? node["brokers"]?.Texts)?.FirstOrDefault();
        if (Vendors.TryGetValue(type, out var vendor)) return address is not null && Destination.Of(address) is { Where: not "open" } known ? known with { Vendor = vendor, Where = known.Where == "inside" ? "inside" : "vendor" } : Destination.Of(vendor, true);
        return Destination.Of(address);
    }

    private static IEnumerable<string> Names(YamlNode? list) => list?.Texts ?? [];
}

/// <summary>One way out.</summary>
/// <param name="How">The exporter, or the variable that names the service.</param>
/// <param name="To">Where it leads.</param>
/// <param name="Signals">traces, logs, metrics.</param>
/// <param name="Content">true, false, or why it is not known whether prompts are among them.</param>
/// <param name="Removes">What is taken away before.</param>
/// <param name="Line">Where it is written.</param>
internal sealed record Export(string How, Destination To, IReadOnlyList<string> Signals, string Content, IReadOnlyList<string> Removes, int Line);
