using System.Text.RegularExpressions;
using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>A setting beside a model that a variable of a container names.</summary>
/// <param name="What">`guardrail`, `guardrail-version` or `region`.</param>
/// <param name="Value">As written.</param>
/// <param name="Variable">The variable.</param>
public sealed partial record ReleasedSetting(string What, string Value, string Variable)
{
    private const int Longest = 300;

    /// <summary>The settings of a container, as far as their values are known.</summary>
    internal static IEnumerable<ReleasedSetting> Of(Container container)
    {
        foreach (var variable in container.Variables.Where(v => v.Value is { Length: > 0 and < Longest } value && !Placeholders.In(value) && v.Name.Length <= 100))
        {
            var match = Names().Match(variable.Name);
            if (!match.Success) continue;
            var what = match.Groups["v"].Success ? "guardrail-version" : match.Groups["g"].Success ? "guardrail" : "region";
            yield return new(what, variable.Value!.Trim(), variable.Name);
        }
    }

    [GeneratedRegex(
        @"^(?:[A-Z0-9]+_)*GUARDRAIL(?:S)?_(?<v>VERSION)$|^(?<g>(?:[A-Z0-9]+_)*GUARDRAIL(?:_(?:ID|IDENTIFIER|ARN|NAME))?)$|^(?<r>AWS_REGION|AWS_DEFAULT_REGION|(?:[A-Z0-9]+_)*BEDROCK_(?:AWS_)?REGION|CLOUD_ML_REGION|VERTEX(?:AI|_AI)?_(?:LOCATION|REGION)|GOOGLE_CLOUD_(?:LOCATION|REGION))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
