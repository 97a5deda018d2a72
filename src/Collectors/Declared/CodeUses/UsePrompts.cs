using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>System prompts that code gives to a model or an agent, where they stand in the code as a text.</summary>
/// <remarks>What a name such as `SYSTEM_PROMPT` holds is told by model-references, which reads it without a grammar; it is not said twice.</remarks>
internal sealed partial class UsePrompts(Sources sources)
{
    /// <summary>The claims of one use; none where its prompt is not known whole, is read from elsewhere, or was said.</summary>
    /// <param name="use">The use.</param>
    /// <param name="workload">The workload it belongs to.</param>
    /// <param name="said">Places that were said: file, line and fingerprint.</param>
    public IEnumerable<Claim> Of(FoundUse use, AssetId workload, HashSet<(string, int, string)> said)
    {
        if (use.Prompt is not { IsWhole: true } prompt || prompt.Text.Value.AsSpan().Trim().IsEmpty || IsNamed(prompt.Text.File, prompt.Text.Value)) yield break;
        var (hash, line) = (Fingerprints.OfText(prompt.Text.Value), sources.LineOf(prompt.Text.File, prompt.Text.Line));
        if (!said.Add((prompt.Text.File, line, hash))) yield break;
        yield return Say(workload, "prompts", Value.Map(
            ("hash", Value.Of(hash)), ("name", Value.Of("")), ("version", Value.Of("")), ("from", Value.Of(DateTimeOffset.UnixEpoch)), ("current", Value.True)), prompt.Text.File, line);
        var lines = new PromptLines(prompt.Text.Value);
        foreach (var (number, value) in lines.Say(hash, "", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)) yield return Say(workload, "promptLines", value, prompt.Text.File, line + number - 1);
        if (lines.IsCut) yield return new Gap(
            CodeUsesCollector.Source, Plane.Declared, GapKind.Missing, $"the prompt in `{prompt.Text.File}:{line}` is longer than what is compared line by line", "split it into prompts of at most 600 sentences",
            new Reach(workload), ["workload.promptLines"]).ToClaim(new Origin(CodeUsesCollector.Source, prompt.Text.File, line));
    }

    private bool IsNamed(string file, string text) =>
        sources.Code.File(file) is not { } source || source.Tree.Bindings.Any(b => Name().IsMatch(b.Name) && b.Value is Code.Trees.Text literal && literal.Value == text);

    private static Claim Say(AssetId workload, string word, Value value, string file, int line) =>
        new(workload, word, Plane.Declared, value, new Origin(CodeUsesCollector.Source, file, line), DateTimeOffset.MinValue);

    [GeneratedRegex(@"system_?(?:prompt|message|instructions?)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
