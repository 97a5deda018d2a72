using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Pipelines;

/// <summary>A pipeline of GitLab CI.</summary>
internal static partial class GitLabPipeline
{
    private static readonly string[] Apart = ["stages", "variables", "default", "include", "workflow", "image", "services", "cache", "before_script", "after_script", "spec"];

    /// <summary>True for a pipeline.</summary>
    public static bool Is(YamlMap map) => map["jobs"] is null && map["on"] is null && map.Entries.Any(e => !Apart.Contains(e.Key) && e.Node["script"] is not null);

    /// <summary>Its jobs that use models. Others' merge requests run in their own projects, without what this one keeps.</summary>
    public static IEnumerable<(AiStep Step, JobRights Rights)> Steps(YamlMap map)
    {
        foreach (var (name, job) in map.Entries.Where(e => !Apart.Contains(e.Key)))
        {
            var script = string.Join('\n', job.TextsAt("before_script").Concat(job.TextsAt("script")).Concat(job.TextsAt("after_script")));
            if (AiTools.OfCommand(script) is not { } command) continue;
            ImmutableArray<string> secrets = [.. Variables().Matches(script).Select(m => m.Groups[1].Value).Where(v => SecretNames.KindOf(v) == "secret").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            yield return (new(name, command.Does, command.Tool, "", false, [], "settings of the project decide who may start it", [.. AiTools.Unbound(script)], job.Line),
                new JobRights([], "settings of the project decide what its job token may change", [], secrets));
        }
    }

    [GeneratedRegex(@"\$\{?([A-Za-z_][A-Za-z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Variables();
}
