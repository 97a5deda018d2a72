using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.GoogleSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot.Answers;

/// <summary>Model Armor: templates, and the floor setting below which no template and no Vertex AI call of a project may go.</summary>
internal sealed class Armor : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        foreach (var (answer, name) in snapshot.Newest(AnswerKind.Template))
            foreach (var claim in Guardrail(answer, name, name.Id, snapshot)) yield return claim;
        foreach (var (home, answer) in snapshot.Listed(AnswerKind.Template)) yield return Cover(home.Reach, answer, AnswerKind.GuardrailWords);
        foreach (var (answer, name) in snapshot.Newest(AnswerKind.Floor))
            foreach (var claim in Floor(answer, name, snapshot)) yield return claim;
    }

    // Every project answers with a floor, most with one that is switched off: that is no guardrail, unless a registry says it should be one.
    private static IEnumerable<Claim> Floor(Answer answer, GoogleName name, Snapshot snapshot)
    {
        var floor = new AssetId(AssetKind.Guardrail, name.ToString());
        return answer.Root.Flag("enableFloorSettingEnforcement") == true
            ? Guardrail(answer, name, $"Model Armor floor of {name.Project}", snapshot)
            : [Cover(new Reach(Asset: floor), answer, AnswerKind.GuardrailWords)];
    }

    private static IEnumerable<Claim> Guardrail(Answer answer, GoogleName name, string title, Snapshot snapshot)
    {
        var guardrail = new AssetId(AssetKind.Guardrail, name.ToString());
        foreach (var claim in Facts(guardrail, title, new Home(name.Project, name.Location), answer)) yield return claim;
        if (snapshot.Numbered(name) is { } numbered) yield return new Binding(guardrail, numbered, "is").ToClaim(Plane.Deployed, answer.Origin, answer.Updated);
        foreach (var (word, element) in GuardrailConfig.Read(answer.Root)) yield return Say(guardrail, word, element, answer);
        yield return Cover(new Reach(Asset: guardrail), answer, AnswerKind.GuardrailWords);
    }
}
