using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Lambda functions: the models and the guardrail that their variables name, and the role they run as.</summary>
/// <remarks>A function whose variables show no AI gets only its binding, so that it does not become an AI workload.</remarks>
internal sealed partial class Functions : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot) =>
        Newest(FunctionAnswers.All(snapshot), (_, i) => FunctionAnswers.ArnOf(i), i => Answer.Time(i, "LastModified")).SelectMany(f => One(f.Answer, f.Item))
            .Concat(SilentReleases.Of(FunctionAnswers.All(snapshot)));

    private static IEnumerable<Claim> One(Answer answer, JsonElement item)
    {
        var arn = FunctionAnswers.ArnOf(item)!;
        var workload = new AssetId(AssetKind.Workload, arn);
        var time = Answer.Time(item, "LastModified");
        foreach (var claim in item.Text("Role") is { } role ? RunsAs.Of(workload, role, answer, time) : []) yield return claim;
        if (item.Text("Environment", "Error", "ErrorCode") is { } error)
        {
            yield return Lack(
                new Reach(Asset: workload), answer, $"the variables of function `{Arn.Parse(arn)?.Name}` could not be decrypted ({error})",
                "ask again with kms:Decrypt on the function's key", "workload.models", "workload.guardrail", "workload.configured", "workload.guardrails");
        }

        var variables = FunctionAnswers.Variables(item).ToImmutableArray();
        var models = variables.Where(v => ModelTexts.IsModel(v.Value.Trim())).Select(v => v.Value.Trim()).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        var guardrail = Guardrail(variables);
        if (models.IsEmpty && guardrail is null) yield break;

        var home = answer.HomeOf(arn);
        foreach (var claim in Facts(workload, item.Text("FunctionName"), home, answer, time)) yield return claim;
        if (home.Asset is { } account) yield return new Relation(workload, "lives-in", account).ToClaim(Plane.Deployed, answer.Origin, time);
        foreach (var model in models)
        {
            yield return Say(workload, "models", AgentIds.Model(model), answer, time);
            yield return Say(workload, "configured", AgentIds.Model(model), answer, time);
        }

        if (guardrail is { } use)
        {
            yield return Say(workload, "guardrail", use, answer, time);
            yield return Say(workload, "guardrails", use, answer, time);
            yield return new Relation(workload, "uses", new AssetId(AssetKind.Guardrail, use.AsMap!["id"].AsString!)).ToClaim(Plane.Deployed, answer.Origin, time);
        }

        yield return Cover(new Reach(Asset: workload), answer, "workload.models", "workload.guardrail", "workload.configured", "workload.guardrails");
    }

    /// <summary>The guardrail that variables name; null where none does.</summary>
    public static Value? Guardrail(ImmutableArray<(string Name, string Value)> variables)
    {
        var own = variables.Where(v => v.Name.Contains("GUARDRAIL", StringComparison.OrdinalIgnoreCase)).OrderBy(v => v.Name, StringComparer.Ordinal).ToImmutableArray();
        var version = own.FirstOrDefault(v => v.Name.Contains("VERSION", StringComparison.OrdinalIgnoreCase)).Value ?? "";
        var id = own.FirstOrDefault(v => !v.Name.Contains("VERSION", StringComparison.OrdinalIgnoreCase) && Ids().IsMatch(v.Value)).Value;
        return id is null ? null : AgentIds.Guardrail(id, version);
    }

    [GeneratedRegex(@"^(?:arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:guardrail/)?(?=[a-z]*\d)[a-z0-9]{8,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Ids();
}
