using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Pipelines;

/// <summary>A workflow of GitHub Actions.</summary>
internal static partial class GitHubWorkflow
{
    // Events whose content strangers write, or that run for their changes with the repository's own rights.
    private static readonly string[] Outside =
        ["issues", "issue_comment", "pull_request_target", "pull_request_review", "pull_request_review_comment", "discussion", "discussion_comment", "workflow_run", "fork", "watch"];

    private static readonly string[] Harmless = ["id-token", "models", "attestations", "checks", "statuses", "security-events"];

    /// <summary>True for a workflow.</summary>
    public static bool Is(YamlMap map) => map["jobs"] is YamlMap jobs && map["on"] is not null && jobs.Entries.Any(j => j.Node["runs-on"] is not null || j.Node["uses"] is not null || j.Node["steps"] is not null);

    /// <summary>Its steps that use models, with what their jobs may do.</summary>
    public static IEnumerable<(AiStep Step, JobRights Rights)> Steps(YamlMap map)
    {
        var outsiders = Triggers(map["on"]!).Where(Outside.Contains).Order(StringComparer.Ordinal).ToImmutableArray();
        foreach (var (name, job) in map.EntriesAt("jobs"))
        {
            foreach (var step in job.ListAt("steps").OfType<YamlMap>().Concat(job["uses"] is not null && job is YamlMap called ? [called] : []))
            {
                if (Read(name, step, job) is not { } found) continue;
                yield return (found, new JobRights(outsiders, CanWrite(job, map, out var writes), writes, Secrets(job, map)));
            }
        }
    }

    private static AiStep? Read(string job, YamlMap step, YamlNode holder)
    {
        var uses = step.TextAt("uses") ?? "";
        var text = new StringBuilder(step.TextAt("run"));
        foreach (var (key, node) in step.EntriesAt("with")) text.Append('\n').Append(key).Append(": ").Append(node.Text);
        var all = text.ToString();
        foreach (var (_, node) in step.EntriesAt("env")) text.Append('\n').Append(node.Text);
        var gate = Gates().IsMatch($"{step.TextAt("if")}\n{holder.TextAt("if")}") ? "true" : holder["environment"] is not null ? "whether its environment waits for somebody is a setting of the repository" : "false";
        ImmutableArray<string> words = [.. Words().Matches(text.ToString()).Select(m => m.Groups[1].Value.Trim()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (AiTools.OfAction(uses) is { } action)
        {
            // An input that lets others in undoes what the action asks by itself.
            var own = action.Opens.Length > 0 && step.TextAt("with", action.Opens) is { Length: > 0 } opened && opened.Contains('*', StringComparison.Ordinal) ? false : action.IsGated;
            return new(job, action.Does, action.Tool, uses, IsPinned(uses), words, own ? "true" : gate, [.. AiTools.Unbound(all)], step.Line);
        }

        return AiTools.OfCommand(step.TextAt("run") ?? "") is { } command
            ? new(job, command.Does, command.Tool, "", false, words, gate, [.. AiTools.Unbound(all)], step.Line) : null;
    }

    private static IEnumerable<string> Triggers(YamlNode on) => on is YamlMap map ? map.Entries.Select(e => e.Key) : on.Texts;

    private static string CanWrite(YamlNode job, YamlMap workflow, out ImmutableArray<string> writes)
    {
        writes = [];
        var said = job["permissions"] ?? workflow["permissions"];
        if (said is null) return "no permissions are written: a setting of the repository decides";
        if (said.Text is { } all)
        {
            if (all == "write-all") writes = ["*"];
            return all == "write-all" ? "true" : "false";
        }

        writes = [.. said.EntriesAt().Where(p => p.Node.Text == "write" && !Harmless.Contains(p.Key)).Select(p => p.Key).Order(StringComparer.Ordinal)];
        return writes.Length > 0 ? "true" : "false";
    }

    private static ImmutableArray<string> Secrets(YamlNode job, YamlMap workflow)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Collect(job, found, 0);
        Collect(workflow["env"], found, 0);
        return [.. found.Where(s => s != "GITHUB_TOKEN" && SecretNames.KindOf(s) != "provider" && !ProviderKeys().IsMatch(s))];
    }

    private static void Collect(YamlNode? node, SortedSet<string> found, int depth)
    {
        if (depth > 40) return;
        if (node is YamlScalar scalar) foreach (Match match in SecretUses().Matches(scalar.Raw)) found.Add(match.Groups[1].Value);
        if (node is YamlMap map) foreach (var (_, child) in map.Entries) Collect(child, found, depth + 1);
        if (node is YamlList list) foreach (var child in list.Nodes) Collect(child, found, depth + 1);
    }

    private static bool IsPinned(string uses) => uses.StartsWith("./", StringComparison.Ordinal)
        || (uses.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && uses[(at + 1)..] is { Length: 40 or 64 } commit && commit.All(char.IsAsciiHexDigit));

    [GeneratedRegex(@"author_association|collaborator|\bOWNER\b|\bMEMBER\b|github\.(?:actor|triggering_actor|event\.[a-z_.]*(?:user|sender)\.login)\s*==|contains\(\s*fromJSON|head\.repo\.full_name\s*==|github\.event\.label\.name\s*==|repository_owner\s*==\s*github\.actor", RegexOptions.CultureInvariant)]
    private static partial Regex Gates();

    [GeneratedRegex(@"\$\{\{[^}]{0,200}?\b(github\.event\.(?:issue|comment|pull_request|review|discussion|review_comment|head_commit|workflow_run)\.(?:[a-z_]+\.)*(?:title|body|message|ref|label|head_branch|display_title)|github\.head_ref)\b[^}]{0,200}\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"\bsecrets\.([A-Za-z_][A-Za-z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex SecretUses();

    [GeneratedRegex(@"ANTHROPIC|CLAUDE|OPENAI|GEMINI|OPENROUTER", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ProviderKeys();
}
