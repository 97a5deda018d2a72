using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Counts infrastructure code by kind: what changes deployments when it is changed.</summary>
internal sealed partial class InfrastructureFiles
{
    private readonly List<(string Path, string Kind)> files = [];

    /// <summary>Finds the files of a scope once.</summary>
    public InfrastructureFiles(Scope scope)
    {
        foreach (var file in scope.Files) if (Kind(file) is { } kind) files.Add((file.Path, kind));
    }

    /// <summary>One fact for each kind below a folder; `.` is the scanned root.</summary>
    public IEnumerable<AgentFact> Below(string folder) =>
        files.Where(f => folder == "." || f.Path.StartsWith(folder + "/", StringComparison.Ordinal)).GroupBy(f => f.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new AgentFact("infrastructure", Value.Map(("kind", Value.Of(g.Key)), ("count", Value.Of((long)g.Count())), ("example", Value.Of(g.First().Path))), 0));

    private static string? Kind(EstateFile file)
    {
        var name = file.Name;
        if (Named().Match(name) is { Success: true } match) return match.Groups.Values.Skip(1).First(g => g.Success).Name;
        var isYaml = name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
        if (isYaml && Pipelines().IsMatch(file.Path)) return "pipeline";
        if (!isYaml && !name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".template", StringComparison.OrdinalIgnoreCase)) return null;
        var head = Content.Head(file);
        if (head.IndexOf("AWSTemplateFormatVersion"u8) >= 0 || head.IndexOf("AWS::Serverless"u8) >= 0) return "cloudformation";
        if (head.IndexOf("schema.management.azure.com/schemas"u8) >= 0 && head.IndexOf("deploymentTemplate.json"u8) >= 0) return "arm";
        return isYaml && (head.StartsWith("apiVersion:"u8) || head.IndexOf("\napiVersion:"u8) >= 0) && head.IndexOf("\nkind:"u8) >= 0 ? "kubernetes" : null;
    }

    [GeneratedRegex(
        @"(?<terraform>\.tf(?:\.json)?$|\.tofu$|^terragrunt\.hcl$)|(?<bicep>\.bicep$)|(?<helm>^Chart\.ya?ml$)|(?<pulumi>^Pulumi(?:\.[\w-]+)?\.ya?ml$)|(?<cdk>^cdk\.json$)|(?<pipeline>^(?:Jenkinsfile|azure-pipelines\.ya?ml|\.gitlab-ci\.yml|cloudbuild\.ya?ml|buildspec\.ya?ml)$)",
        RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?:^|/)\.(?:github/workflows|circleci|tekton|gitea/workflows)/", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Pipelines();
}
