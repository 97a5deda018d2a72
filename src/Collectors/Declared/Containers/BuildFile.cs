using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Containers;

/// <summary>A Dockerfile: the images it builds on, what it fetches, and secrets that stand in it.</summary>
internal static partial class BuildFile
{
    private const int MostInstructions = 5000;

    private sealed record Instruction(string Name, string Text, int Line);

    /// <summary>What an AI image's Dockerfile says; nothing where it is none, or builds something else.</summary>
    public static IEnumerable<Claim> Read(string path, string text)
    {
        var instructions = Instructions(text);
        if (!instructions.Any(i => i.Name == "FROM")) return [];
        var stages = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var builds = new List<(ImageName Image, AiImage? Runs, int Line)>();
        foreach (var from in instructions.Where(i => i.Name == "FROM"))
        {
            var words = CommandWords.Split(from.Text).Where(w => !w.StartsWith("--", StringComparison.Ordinal)).ToList();
            if (words.Count > 0 && !stages.Contains(words[0]) && words[0] != "scratch" && ImageName.Parse(words[0]) is { } image) builds.Add((image, AiImages.Find(image), from.Line));
            if (words.Count > 2 && words[1].Equals("as", StringComparison.OrdinalIgnoreCase)) stages.Add(words[2]);
        }

        var downloads = instructions.Where(i => i.Name == "RUN").SelectMany(i => BuildDownloads.In(i.Text).Select(d => (Download: d, i.Line))).ToList();
        var variables = instructions.Where(i => i.Name is "ENV" or "ARG").SelectMany(Variables).ToImmutableArray();
        var start = CommandWords.Of(instructions.Where(i => i.Name is "ENTRYPOINT" or "CMD").SelectMany(i => Words(i.Text)));
        var built = new Container(path, 1, null, start, variables);
        var isAi = builds.Any(b => b.Runs is not null) || downloads.Any(d => d.Download.Kind == "model") || ContainerFacts.IsAi(built) || instructions.Any(i => i.Name == "RUN" && Packages().IsMatch(i.Text));
        return isAi ? Claims(path, builds, downloads, variables, built) : [];
    }

    private static IEnumerable<Claim> Claims(
        string path, List<(ImageName Image, AiImage? Runs, int Line)> builds, List<(BuildDownload Download, int Line)> downloads, ImmutableArray<EnvVariable> variables, Container built)
    {
        var id = new AssetId(AssetKind.Workload, $"path:{path}");
        Claim Say(string word, Value value, int line) => new(id, word, Plane.Declared, value, new Origin(ContainersCollector.Source, path, line), DateTimeOffset.MinValue);
        foreach (var (image, runs, line) in builds)
            yield return Say("builds", BuildWords.TellBuild(path, image.Text, image.Floating, runs?.Runtime ?? "", runs?.Role ?? ""), line);
        foreach (var (download, line) in downloads) yield return Say("downloads", BuildWords.TellDownload(path, download.What, download.Kind, download.How, download.Pinned), line);
        foreach (var variable in variables)
            if (SecretNames.Written(variable.Name, variable.Value) is { } kind) yield return Say("writtenKeys", ContainerFacts.Written(variable.Name, kind, $"build {path}"), variable.Line);
        foreach (var (model, revision, line) in ModelHints.Of(built)) yield return Say("models", ContainerFacts.Model(model, revision), line);
        yield return new Coverage(ContainersCollector.Source, Plane.Declared, new Reach(Asset: id), [.. ContainerWords.Speaks("builds", "downloads", "writtenKeys")]).ToClaim(new Origin(ContainersCollector.Source, path));
    }

    private static List<Instruction> Instructions(string text)
    {
        var found = new List<Instruction>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length && found.Count < MostInstructions; i++)
        {
            var match = Start().Match(lines[i]);
            if (!match.Success) continue;
            var line = i + 1;
            var body = new StringBuilder(match.Groups[2].Value);
            // A comment between continued lines ends nothing.
            while ((body.Length > 0 && body[^1] == '\\') && i + 1 < lines.Length)
            {
                body.Length--;
                if (!lines[++i].TrimStart().StartsWith('#')) body.Append(' ').Append(lines[i].Trim());
                else body.Append('\\');
            }

            if (Heredoc().Match(match.Groups[2].Value) is { Success: true } here)
                while (++i < lines.Length && lines[i].Trim() != here.Groups[1].Value) body.Append('\n').Append(lines[i]);
            found.Add(new(match.Groups[1].Value.ToUpperInvariant(), body.ToString(), line));
        }

        return found;
    }

    private static IEnumerable<EnvVariable> Variables(Instruction instruction)
    {
        var words = CommandWords.Split(instruction.Text);
        if (words.Count > 1 && !words[0].Contains('=', StringComparison.Ordinal) && instruction.Name == "ENV") return [new(words[0], string.Join(' ', words.Skip(1)), instruction.Line)];
        return words.Where(w => w.IndexOf('=', StringComparison.Ordinal) > 0).Select(w => new EnvVariable(w[..w.IndexOf('=', StringComparison.Ordinal)], w[(w.IndexOf('=', StringComparison.Ordinal) + 1)..], instruction.Line));
    }

    // `["vllm", "serve"]` and `vllm serve` start the same.
    private static IEnumerable<string> Words(string text) => text.TrimStart().StartsWith('[') ? JsonWords().Matches(text).Select(m => m.Groups[1].Value) : CommandWords.Split(text);

    [GeneratedRegex(@"^\s*(FROM|RUN|ENV|ARG|CMD|ENTRYPOINT|COPY|ADD|LABEL|USER|WORKDIR|EXPOSE|VOLUME|SHELL|HEALTHCHECK|ONBUILD|STOPSIGNAL)\s+(.*?)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Start();

    [GeneratedRegex(@"<<-?[""']?([A-Za-z_][A-Za-z0-9_]*)[""']?", RegexOptions.CultureInvariant)]
    private static partial Regex Heredoc();

    [GeneratedRegex(@"""((?:[^""\\]|\\.)*)""", RegexOptions.CultureInvariant)]
    private static partial Regex JsonWords();

    [GeneratedRegex(@"\b(?:pip3?|uv|poetry|conda|npm|pnpm|yarn)\b[^\n]{0,300}?\b(?:install|add|i)\b[^\n]{0,2000}?\b(?:openai|anthropic|transformers|torch|vllm|langchain|langgraph|llama-index|llama_index|crewai|autogen|google-genai|google-generativeai|huggingface[-_]hub|sentence-transformers|litellm|ollama|boto3-bedrock|mistralai|cohere|semantic-kernel|pydantic-ai|@anthropic-ai/|@ai-sdk/)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Packages();
}
