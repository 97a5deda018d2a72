using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Releases that code hash and role do not show: two answers of different days whose variables name another model, prompt or guardrail.</summary>
internal static class SilentReleases
{
    private static readonly string[] Telling = ["MODEL", "PROMPT", "GUARDRAIL", "TEMPERATURE", "INSTRUCTION", "AGENT"];

    /// <summary>One release for each such change, of the workload behind the function.</summary>
    public static IEnumerable<Claim> Of(IEnumerable<(Answer Answer, JsonElement Item)> answers) =>
        from one in answers
        let arn = FunctionAnswers.ArnOf(one.Item)
        let time = Answer.Time(one.Item, "LastModified")
        where arn is not null && time > DateTimeOffset.MinValue
        orderby arn, time, one.Answer.File.Path
        group (one.Answer, one.Item, Time: time) by arn into days
        from claim in Changes(days.Key, [.. days])
        select claim;

    private static IEnumerable<Claim> Changes(string arn, ImmutableArray<(Answer Answer, JsonElement Item, DateTimeOffset Time)> days)
    {
        for (var i = 1; i < days.Length; i++)
        {
            var (before, after) = (days[i - 1], days[i]);
            if (before.Time == after.Time || Same(before.Item, after.Item) is not { } code) continue;
            var changed = Changed(before.Item, after.Item);
            if (changed.Count == 0) continue;
            var value = Value.Map(
                ("api", Value.Of($"AI deploy: {string.Join(", ", changed)} changed, {code} and role did not")), ("actor", Value.Of("unknown")), ("time", Value.Of(after.Time)));
            yield return new Claim(new AssetId(AssetKind.Workload, arn), "releases", Plane.Observed, value, after.Answer.Origin, after.Time);
        }
    }

    // What other tools compare; null where it differs too, and the release is plain to see.
    private static string? Same(JsonElement before, JsonElement after)
    {
        var (old, now) = (before.Text("CodeSha256"), after.Text("CodeSha256"));
        return old is not null && old == now && before.Text("Role") == after.Text("Role") ? "code hash" : null;
    }

    private static List<string> Changed(JsonElement before, JsonElement after)
    {
        var old = FunctionAnswers.Variables(before).ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        var now = FunctionAnswers.Variables(after).ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        return [.. old.Keys.Union(now.Keys).Where(n => old.GetValueOrDefault(n) != now.GetValueOrDefault(n)).Where(n =>
            Telling.Any(t => n.Contains(t, StringComparison.OrdinalIgnoreCase)) || IsModel(old.GetValueOrDefault(n)) || IsModel(now.GetValueOrDefault(n))).Order(StringComparer.Ordinal)];
    }

    private static bool IsModel(string? text) => text is not null && ModelTexts.IsModel(text.Trim());
}
