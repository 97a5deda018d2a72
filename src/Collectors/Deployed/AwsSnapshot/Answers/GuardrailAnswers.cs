using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Guardrails as `get-guardrail`, `list-guardrails` and `list-enforced-guardrails-configuration` answer them.</summary>
internal sealed class GuardrailAnswers : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var versions = new GuardrailVersions(snapshot);
        var guardrails = snapshot.Of("get-guardrail").GroupBy(Key).OrderBy(g => g.Key, StringComparer.Ordinal).ToImmutableArray();
        var whole = guardrails.Select(g => g.Key).ToImmutableHashSet();
        return guardrails.SelectMany(g => Whole(g.Key, versions.InPlay(g)))
            .Concat(snapshot.Of("list-guardrails").SelectMany(a => List(a, whole, snapshot)))
            .Concat(snapshot.Of("list-enforced-guardrails-configuration").SelectMany(Enforced));
    }

    private static string Key(Answer answer) => answer.Root.Text("guardrailArn") ?? "";

    private static DateTimeOffset Updated(Answer answer) => Answer.Time(answer.Root, "updatedAt");

    private static IEnumerable<Claim> Whole(string arn, ImmutableArray<Answer> answers)
    {
        var guardrail = new AssetId(AssetKind.Guardrail, arn);
        var (answer, time) = (answers[0], Updated(answers[0]));
        foreach (var claim in Identity(guardrail, answer.Root.Text("guardrailId"), answer.Root.Text("name"), answer, time)) yield return claim;
        foreach (var (word, element, from) in GuardrailVersions.Weakest(answers)) yield return Say(guardrail, word, element, from, Updated(from));
        if (answer.Root.Text("version") is { } version) yield return Say(guardrail, "version", Value.Of(version), answer, time);
        if (answer.Root.Text("status") is { } status) yield return Say(guardrail, "status", Value.Of(status), answer, time);
        yield return Cover(new Reach(Asset: guardrail), answer, AnswerKind.Guardrails);
    }

    private static IEnumerable<Claim> List(Answer answer, ImmutableHashSet<string> whole, Snapshot snapshot)
    {
        foreach (var item in answer.Root.Elements("guardrails"))
        {
            if (item.Text("arn") is not { } arn || whole.Contains(arn)) continue;
            foreach (var claim in Summary(answer, item, arn)) yield return claim;
        }

        var home = HomeOf(answer);
        if (home.Account is not null && snapshot.IsListed("list-guardrails", home)) yield return Cover(home.Reach, answer, AnswerKind.Guardrails);
    }

    private static IEnumerable<Claim> Summary(Answer answer, JsonElement item, string arn)
    {
        var guardrail = new AssetId(AssetKind.Guardrail, arn);
        var time = Answer.Time(item, "updatedAt");
        var id = item.Text("id");
        foreach (var claim in Identity(guardrail, id, item.Text("name"), answer, time)) yield return claim;
        if (item.Text("version") is { } version) yield return Say(guardrail, "version", Value.Of(version), answer, time);
        if (item.Text("status") is { } status) yield return Say(guardrail, "status", Value.Of(status), answer, time);
        yield return Lack(
            new Reach(Asset: guardrail), answer, $"what guardrail `{item.Text("name") ?? id}` stops is not in the snapshot",
            $"run `aws bedrock get-guardrail --guardrail-identifier {id} --output json` and save the answer", AnswerKind.Guardrails[..^2]);
    }

    private static IEnumerable<Claim> Identity(AssetId guardrail, string? id, string? name, Answer answer, DateTimeOffset time)
    {
        foreach (var claim in Facts(guardrail, name, answer.HomeOf(guardrail.Key), answer, time)) yield return claim;
        if (id is not null) yield return new Binding(guardrail, id, "is").ToClaim(Plane.Deployed, answer.Origin, time);
    }

    private static IEnumerable<Claim> Enforced(Answer answer)
    {
        foreach (var item in answer.Root.Elements("guardrailsConfig"))
        {
            if (item.Text("guardrailArn") is not { } arn || answer.HomeOf(arn).Asset is not { } account) continue;
            var time = Answer.Time(item, "updatedAt");
            yield return new Relation(account, "enforces", new AssetId(AssetKind.Guardrail, arn)).ToClaim(Plane.Deployed, answer.Origin, time);
            yield return Say(account, "enforced", Value.Map(
                ("guardrail", Value.Of(Arn.Parse(arn)?.Name ?? arn)), ("version", Value.Of(item.Text("guardrailVersion") ?? "")),
                ("included", Models(item, "includedModels")), ("excluded", Models(item, "excludedModels"))), answer, time);
        }

        var home = HomeOf(answer);
        if (!answer.HasMore && home.Asset is not null) yield return Cover(home.Reach, answer, "account.enforced");
    }

    // ALL stands for every model, as an empty list does.
    private static Value Models(JsonElement item, string key) => Value.List(
        item.Elements("modelEnforcement", key).Where(m => m.ValueKind == JsonValueKind.String).Select(m => m.GetString()!)
            .Where(m => m is not ("ALL" or "*")).Select(m => ModelId.Parse(m).Base).Order(StringComparer.Ordinal));
}
