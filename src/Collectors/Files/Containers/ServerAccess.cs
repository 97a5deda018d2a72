namespace Plumbline.Collectors.Files.Containers;

/// <summary>What a container's settings say of who may use it, and of what it runs.</summary>
public static class ServerAccess
{
    private static readonly string[] Trusting = ["--trust-remote-code", "--trust_remote_code"];
    private static readonly string[] TrustingVariables = ["TRUST_REMOTE_CODE", "HF_TRUST_REMOTE_CODE", "VLLM_TRUST_REMOTE_CODE"];
    private static readonly string[] Telemetry = ["OTEL_EXPORTER_OTLP", "OTEL_SERVICE_NAME", "LANGFUSE_", "LANGSMITH_TRACING", "LANGCHAIN_TRACING", "PHOENIX_COLLECTOR", "DD_AGENT_HOST", "DD_TRACE", "ARIZE_"];
    private static readonly string[] Files = ["--config", "--config-file", "--config-path"];

    /// <summary>Whether callers are asked for a key or login: `true`, `false`, or why that is not known.</summary>
    public static string AsksKey(Container container)
    {
        if (container.Runs is not { } runs) return "what serves here is not known";
        if (runs.Opens.Any(o => Sets(container, o))) return "false";
        foreach (var key in runs.Keys)
        {
            if (key.StartsWith('-') ? container.Words.Option(key) is not null : Has(container, key)) return "true";
        }

        if (runs.Asks is true) return "true";
        if (runs.Asks is null) return $"whether {runs.Runtime} asks for a login depends on settings that are not written here";
        if (container.HasMoreVariables) return "more variables come from a source that was not read";
        if (Files.Any(f => container.Words.Option(f) is not null)) return "a configuration file that was not read decides";
        return container.Words.Any(IsOpen) ? "part of its command is filled in when it is deployed" : "false";
    }

    /// <summary>Whether code that comes with a model is run: `true`, `false`, or why that is not known.</summary>
    public static string RemoteCode(Container container)
    {
        foreach (var option in Trusting)
        {
            if (container.Words.Option(option) is { } value)
                return Placeholders.In(value) ? $"`{option}` is filled in when it is deployed" : value.Equals("false", StringComparison.OrdinalIgnoreCase) ? "false" : "true";
        }

        foreach (var variable in container.Variables.Where(v => TrustingVariables.Contains(v.Name, StringComparer.Ordinal)))
            return variable.Value is null || Placeholders.In(variable.Value) ? $"`{variable.Name}` is filled in when it is deployed" : variable.Value.ToLowerInvariant() is "true" or "1" or "yes" ? "true" : "false";
        return container.Words.Any(IsOpen) ? "part of its command is filled in when it is deployed" : "false";
    }

    /// <summary>Whether metrics or traces are collected: `true`, `false`, or why that is not known.</summary>
    public static string Monitored(Container container)
    {
        if (container.Watched == "true" || container.Variables.Any(v => Telemetry.Any(t => v.Name.StartsWith(t, StringComparison.Ordinal)) && v.Value is not "")
            || container.Words.Option("--otlp-traces-endpoint") is not null || container.Words.Option("--otlp-endpoint") is not null) return "true";
        return container.HasMoreVariables ? "more variables come from a source that was not read" : container.Watched;
    }

    // A word that is wholly filled in may be an option; one behind an option is its value.
    private static bool IsOpen(string word) => Placeholders.In(word) && Placeholders.Without(word).Trim('"', '\'', ' ', '}').Length == 0;

    private static bool Has(Container container, string name) =>
        container.Variables.Any(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && v.Value is not ("" or "false" or "False" or "0"));

    private static bool Sets(Container container, string setting)
    {
        var at = setting.IndexOf('=', StringComparison.Ordinal);
        return container.Variables.Any(v => v.Name.Equals(setting[..at], StringComparison.OrdinalIgnoreCase) && setting[(at + 1)..].Equals(v.Value, StringComparison.OrdinalIgnoreCase));
    }
}
