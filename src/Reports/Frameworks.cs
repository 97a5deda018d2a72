namespace Plumbline.Reports;

/// <summary>What people call the frameworks that rules map to.</summary>
public static class Frameworks
{
    /// <summary>The id of the one whose requirements are attack techniques.</summary>
    public const string Atlas = "atlas";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [Atlas] = "MITRE ATLAS",
        ["eu-ai-act"] = "EU AI Act",
        ["iso-42001"] = "ISO/IEC 42001",
        ["nist-ai-rmf"] = "NIST AI RMF",
        ["owasp-agentic"] = "OWASP Agentic AI Threats",
        ["owasp-llm"] = "OWASP Top 10 for LLM Applications",
    };

    /// <summary>The name; the id where it has none.</summary>
    public static string Name(string framework) => Names.GetValueOrDefault(framework, framework);
}
