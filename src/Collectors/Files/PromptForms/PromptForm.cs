using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Guardrails.Prompts;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Files.PromptForms;

/// <summary>A prompt in its canonical form, whatever it was written in; docs/prompts.md has the algorithm.</summary>
/// <param name="Messages">The messages, in order.</param>
/// <param name="Tools">`name#fingerprint` of every tool, sorted, each once.</param>
public sealed record PromptForm(ImmutableArray<PromptMessage> Messages, ImmutableArray<string> Tools)
{
    /// <summary>The digest of nothing: no text, no tools.</summary>
    public const string None = "";

    /// <summary>What a model is told before anybody speaks: the system messages; where there are none, all messages.</summary>
    public string SystemText { get; } = string.Join('\n', (Messages.Any(m => m.Role == "system") ? Messages.Where(m => m.Role == "system") : Messages.Where(m => m.Role != "placeholder")).Select(m => m.Text));

    /// <summary>Digest of <see cref="SystemText"/>: what registries and logs call the prompt's hash.</summary>
    public string Text => SystemText.Length == 0 ? None : Fingerprints.OfText(SystemText);

    /// <summary>Digest of <see cref="SystemText"/> with its variables in normal form.</summary>
    public string Template => SystemText.Length == 0 ? None : Fingerprints.OfText(TemplateText.Of(SystemText).Normal);

    /// <summary>Digest of roles and kinds of content, in order.</summary>
    public string Structure => Hash(Messages.Select(m => $"{m.Role} {string.Join(',', m.Kinds)}"));

    /// <summary>Digest of the tool definitions, in any order; empty where there are none.</summary>
    public string ToolSet => Tools.IsEmpty ? None : Hash(Tools);

    /// <summary>Digest of every message with its role.</summary>
    public string Spoken => Hash(Messages.Select(m => $"{m.Role} {Fingerprints.OfText(m.Text)}"));

    /// <summary>Digest of all of it.</summary>
    public string Digest => Hash(["prompt/v1", Spoken, Structure, ToolSet]);

    /// <summary>Names of the variables in all messages, and of placeholders, each once.</summary>
    public ImmutableArray<string> Variables =>
        [.. Messages.SelectMany(m => m.Role == "placeholder" ? [m.Text] : (IEnumerable<string>)TemplateText.Of(m.Text).Variables).Select(TemplateText.NameOf).Distinct(StringComparer.Ordinal)];

    /// <summary>A prompt that is one text.</summary>
    public static PromptForm Of(string text) => new([new PromptMessage("system", text, ["text"])], []);

    private static string Hash(IEnumerable<string> lines) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")))));
}
