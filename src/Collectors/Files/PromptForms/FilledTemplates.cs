using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Plumbline.Guardrails.Injection;
using Plumbline.Guardrails.Prompts;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.PromptForms;

/// <summary>Approved prompts with variables: what is sent with values filled in is known as the prompt that was approved.</summary>
/// <remarks>
/// Only names that the approval lists under `variables` may be filled in, each with one line of at most <see cref="TemplateMatch.LongestValue"/>
/// characters that offers no tool, says nothing of what to refuse, and orders nothing. Anything else is another prompt.
/// </remarks>
public sealed class FilledTemplates
{
    private const int Most = 500;

    // Less text than that around the variables would let almost anything be the approved prompt.
    private const int LeastText = 40;
    private static readonly ConditionalWeakTable<Scope, FilledTemplates> Known = [];
    private readonly ImmutableArray<(string Hash, string Text, TemplateText Template)> templates;

    private FilledTemplates(IEnumerable<(string Text, IReadOnlySet<string> Names)> approved) => templates =
    [
        .. approved.Select(a => (Text: Plain(a.Text), a.Names)).Select(a => (Hash: Fingerprints.OfText(a.Text), a.Text, Template: TemplateText.Of(a.Text, a.Names)))
            .Where(t => t.Template.Syntax != TemplateSyntax.None && !t.Template.HasLogic && t.Template.Parts.Where(p => !p.IsVariable).Sum(p => p.Text.Count(c => !char.IsWhiteSpace(c))) >= LeastText)
            .DistinctBy(t => t.Hash).OrderBy(t => t.Hash, StringComparer.Ordinal).Take(Most),
    ];

    /// <summary>The templates of a scope's registries, those in files and those in the ledger.</summary>
    public static FilledTemplates Of(Scope scope) => Known.GetValue(scope, static s => new FilledTemplates(InFiles(s).Concat(InLedger(s))));

    /// <summary>Templates given one by one.</summary>
    public static FilledTemplates Of(params IEnumerable<(string Text, IReadOnlySet<string> Names)> approved) => new(approved);

    /// <summary>The fingerprint of the approved prompt that a text fills in, else its own.</summary>
    public string Fingerprint(string text) => Filled(text)?.Hash ?? Fingerprints.OfText(text);

    /// <summary>The approved prompt that a text fills in, so that no value is kept; else the text.</summary>
    public string Told(string text) => Filled(text)?.Text ?? text;

    private (string Hash, string Text)? Filled(string text)
    {
        if (templates.IsEmpty || text.Length > TemplateMatch.LongestText) return null;
        var plain = Plain(text);
        foreach (var (hash, approved, template) in templates)
        {
            if (approved == plain) return null;
            if (TemplateMatch.Fill(template.Parts, plain) is { } values && values.Values.All(IsValue)) return (hash, approved);
        }

        return null;
    }

    private static bool IsValue(string value) =>
        PromptReader.Lines(value, out var isCut).All(l => !l.Subjects.HasFlag(LineSubjects.Tool) && !l.Subjects.HasFlag(LineSubjects.Refusal)) && !isCut
        && InstructionJudge.Find(value, TextRole.Data).Count == 0;

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    private static IEnumerable<(string, IReadOnlySet<string>)> InFiles(Scope scope)
    {
        foreach (var (text, file, names) in RegistryReferences.Of(scope).Templates)
        {
            if (text is not null) yield return (text, names);
            else if (scope.Files.FirstOrDefault(f => f.Path == file) is { } found && Content.ReadAll(found, out var reason, TemplateMatch.LongestText * 4) is var bytes && reason is null)
                yield return (Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), names);
        }
    }

    private static IEnumerable<(string, IReadOnlySet<string>)> InLedger(Scope scope)
    {
        foreach (var entry in scope.Registry?.Versions ?? [])
        {
            if (entry.Name.Section != "prompts") continue;
            foreach (var version in entry.Content.Elements("versions"))
            {
                if (version.Text("text") is { } text && Names(version.At("variables")) is { Count: > 0 } names) yield return (text, names);
            }
        }
    }

    private static HashSet<string> Names(JsonElement variables) =>
        [.. variables.ValueKind == JsonValueKind.String ? [variables.GetString()!] : variables.Elements().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];
}
