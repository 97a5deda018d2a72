using System.Security.Cryptography;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Guardrails.Prompts;

namespace Plumbline.Collectors.Files;

/// <summary>A system prompt as statements about its lines: hashes, what each line is about, and its text with everything personal masked.</summary>
public sealed class PromptLines
{
    private const int LongestShown = 160;
    private readonly IReadOnlyList<PromptLine> lines;

    /// <summary>Reads a prompt.</summary>
    public PromptLines(string text)
    {
        lines = PromptReader.Lines(text, out var isCut);
        IsCut = isCut;
        Hashes = [.. lines.Select(l => Hash(l.Text))];
    }

    /// <summary>True where the prompt goes on behind what was judged.</summary>
    public bool IsCut { get; }

    /// <summary>The hash of each line.</summary>
    public IReadOnlyList<string> Hashes { get; }

    /// <summary>The statements, each with its 1-based line.</summary>
    /// <param name="prompt">Fingerprint of the whole.</param>
    /// <param name="name">What the prompt is called; empty where nobody says.</param>
    /// <param name="from">In force, or first seen.</param>
    /// <param name="until">No longer in force from then on, or last seen.</param>
    /// <param name="isOwn">True for the hash of a line that no other prompt of the workload has.</param>
    public IEnumerable<(int Line, Value Value)> Say(string prompt, string name, DateTimeOffset from, DateTimeOffset until, Func<string, bool>? isOwn = null)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            yield return (line.Number, Value.Map(
                ("prompt", Value.Of(prompt)), ("name", Value.Of(name)), ("number", Value.Of(line.Number)), ("hash", Value.Of(Hashes[i])),
                ("text", Value.Of(Masks.Of(line.Text, line.Numbers, LongestShown))), ("says", Value.List([.. Subjects(line)])), ("tools", Value.List([.. line.Tools])),
                ("own", Value.Of(isOwn?.Invoke(Hashes[i]) ?? true)), ("from", Value.Of(from)), ("until", Value.Of(until))));
        }
    }

    private static IEnumerable<string> Subjects(PromptLine line)
    {
        if (line.Subjects.HasFlag(LineSubjects.Tool)) yield return "tool";
        if (line.Subjects.HasFlag(LineSubjects.Refusal)) yield return "refusal";
        if (line.Subjects.HasFlag(LineSubjects.Identifier) || Masks.Hides(line.Text)) yield return "identifier";
    }

    private static string Hash(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))[..16];
}
