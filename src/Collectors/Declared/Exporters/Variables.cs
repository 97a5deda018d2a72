using System.Buffers;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Declared.Exporters;

/// <summary>Variables and settings that switch on services which keep prompts and traces, and those that say whether prompts are captured.</summary>
internal static partial class Variables
{
    // The variable; who; whether what is sent holds prompts by nature.
    private static readonly (string Name, string Vendor, bool IsOfPrompts)[] Services =
    [
        ("LANGFUSE_SECRET_KEY", "Langfuse", true), ("LANGFUSE_PUBLIC_KEY", "Langfuse", true), ("LANGFUSE_HOST", "Langfuse", true), ("LANGFUSE_BASE_URL", "Langfuse", true), ("LANGFUSE_BASEURL", "Langfuse", true),
        ("LANGSMITH_TRACING", "LangSmith", true), ("LANGCHAIN_TRACING_V2", "LangSmith", true), ("LANGSMITH_ENDPOINT", "LangSmith", true), ("LANGCHAIN_ENDPOINT", "LangSmith", true),
        ("HELICONE_API_KEY", "Helicone", true), ("TRACELOOP_API_KEY", "Traceloop", true), ("TRACELOOP_BASE_URL", "Traceloop", true), ("ARIZE_API_KEY", "Arize", true), ("PHOENIX_COLLECTOR_ENDPOINT", "Arize", true), ("PHOENIX_API_KEY", "Arize", true),
        ("BRAINTRUST_API_KEY", "Braintrust", true), ("OPIK_API_KEY", "Comet", true), ("OPIK_URL_OVERRIDE", "Comet", true), ("PORTKEY_API_KEY", "Portkey", true), ("AGENTOPS_API_KEY", "AgentOps", true), ("LUNARY_PUBLIC_KEY", "Lunary", true),
        ("LITERAL_API_KEY", "Literal AI", true), ("PROMPTLAYER_API_KEY", "PromptLayer", true), ("HUMANLOOP_API_KEY", "Humanloop", true), ("DD_LLMOBS_ENABLED", "Datadog", true), ("LOGFIRE_TOKEN", "Logfire", false),
        ("HONEYCOMB_API_KEY", "Honeycomb", false), ("SENTRY_DSN", "Sentry", false), ("NEW_RELIC_LICENSE_KEY", "New Relic", false), ("DD_API_KEY", "Datadog", false),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "", false), ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "", false), ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "", false),
    ];

    private static readonly SearchValues<string> Needles = SearchValues.Create(
        [.. Services.Select(s => s.Name), "GENAI_CAPTURE_MESSAGE_CONTENT", "TRACELOOP_TRACE_CONTENT", "capture_message_content", "oai.helicone.ai", "gateway.helicone.ai", "api.portkey.ai"], StringComparison.Ordinal);

    /// <summary>True where a text speaks of any.</summary>
    public static bool In(ReadOnlySpan<char> text) => text.ContainsAny(Needles);

    /// <summary>Whether the text switches the capture of prompts on or off; null where it says neither.</summary>
    public static bool? Captures(string text)
    {
        bool? captures = null;
        foreach (Match match in Capture().Matches(text)) captures = (captures ?? false) || !match.Groups["value"].Value.Equals("false", StringComparison.OrdinalIgnoreCase) && match.Groups["value"].Value is not ("0" or "no_content" or "NO_CONTENT");
        return captures;
    }

    /// <summary>The ways out of a text, line by line; services that it only names count, because what names their keys uses them.</summary>
    public static IEnumerable<Export> Of(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Length > 4000 || !line.AsSpan().ContainsAny(Needles) || line.TrimStart().StartsWith('#') || line.TrimStart().StartsWith("//", StringComparison.Ordinal)) continue;
            foreach (var (name, vendor, isOfPrompts) in Services)
            {
                if (At(line, name) is not { } at) continue;
                var value = Value(line[(at + name.Length)..]);
                if (value is "false" or "False" or "0") continue;
                var address = name.EndsWith("KEY", StringComparison.Ordinal) || name.EndsWith("ENABLED", StringComparison.Ordinal) || name.Contains("TRACING", StringComparison.Ordinal) || name.EndsWith("TOKEN", StringComparison.Ordinal) ? null : value;
                yield return new Export(name, To(vendor, address), ["traces"], isOfPrompts ? "true" : "it is not known whether prompts are captured", [], number);
            }

            if (Gateway().Match(line) is { Success: true } gateway)
                yield return new Export("base address", Destination.Of(gateway.Value), ["requests"], "true", [], number);
        }
    }

    // A service whose address is written is where that leads; else at its own.
    private static Destination To(string vendor, string? address)
    {
        if (address is null) return vendor.Length > 0 ? Destination.Of(vendor, true) : Destination.Of(null);
        var there = Destination.Of(address);
        return there.Where == "open" ? vendor.Length > 0 ? Destination.Of(vendor, false) : there : there with { Vendor = there.Vendor.Length > 0 ? there.Vendor : vendor };
    }

    private static int? At(string line, string name)
    {
        var at = line.IndexOf(name, StringComparison.Ordinal);
        if (at < 0) return null;
        var isStart = at == 0 || !(char.IsAsciiLetterOrDigit(line[at - 1]) || line[at - 1] == '_');
        var end = at + name.Length;
        return isStart && (end == line.Length || !(char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_')) ? at : null;
    }

    private static string? Value(string behind)
    {
        var match = Assigned().Match(behind);
        return match.Success && match.Groups["value"].Value is { Length: > 0 } value ? value : null;
    }

    [GeneratedRegex(@"^[""'\])]{0,3}\s*(?:=|:|,)\s*(?:os\.getenv\([^)]*)?[""']?(?<value>[^\s""',;)}]{1,500})", RegexOptions.CultureInvariant)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"(?:OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT|TRACELOOP_TRACE_CONTENT|capture_message_content)[""'\])]{0,3}\s*(?:=|:|,)\s*[""']?(?<value>\w{1,20})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Capture();

    [GeneratedRegex(@"https://(?:oai|gateway|anthropic)\.helicone\.ai|https://api\.portkey\.ai", RegexOptions.CultureInvariant)]
    private static partial Regex Gateway();
}
