using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Guardrails.Pii;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Files.GuardrailJson;

namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>What was sent, as fingerprints and kinds: the texts themselves never leave this reader.</summary>
internal static class RequestTexts
{
    private const int MostTexts = 200;

    /// <summary>The fingerprint of the system prompt, or of the approved template that it fills in; empty where none was sent.</summary>
    public static string System(RequestRecord record, FilledTemplates templates) =>
        !record.IsGemini ? Prompts.System(record.Request, templates) : VertexTexts.SystemText(record.Request) is { } text ? templates.Fingerprint(text) : "";

    /// <summary>Kinds of personal data in what users sent, instructions of the caller and answers of the model apart.</summary>
    public static IReadOnlyList<string> Pii(RequestRecord record)
    {
        if (!record.IsGemini) return Prompts.Pii(record.Request);
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        var contents = Find(record.Request, "contents");
        IEnumerable<JsonElement> said = contents.ValueKind == JsonValueKind.Array ? contents.EnumerateArray() : [contents];
        foreach (var text in said.Where(c => Text(c, "role") != "model").SelectMany(VertexTexts.Of).Take(MostTexts)) kinds.UnionWith(PiiScanner.Kinds(text));
        return [.. kinds];
    }

    /// <summary>Tool definitions sent with the request.</summary>
    public static IEnumerable<(string Name, string Id)> Tools(RequestRecord record)
    {
        if (!record.IsGemini) return Prompts.Tools(record.Request);
        return from tool in Each(record.Request, "tools")
               from declared in Each(tool, "functionDeclarations")
               let name = Text(declared, "name")
               where name is not null
               let schema = Find(declared, "parametersJsonSchema") is { ValueKind: JsonValueKind.Object } plain ? plain : Find(declared, "parameters")
               select (name, Fingerprints.OfTool(name, Text(declared, "description"), schema));
    }
}
