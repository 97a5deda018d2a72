using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States what AI systems are for, who answers for them, and what was attested of them.</summary>
internal static class Accountability
{
    private static readonly DateTimeOffset Open = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private static readonly CelType Attestation = Object("attestation",
        ("kind", CelType.String),         // fairness, transparency, accountability, oversight
        ("by", CelType.String), ("date", CelType.Timestamp), ("expires", CelType.Timestamp),   // 9999-12-31 where there is no end
        ("evidence", CelType.String));

    private static readonly CelType Governance = Object("system-governance",
        ("says", List(CelType.String)),   // the keys that it states
        ("purpose", CelType.String), ("useCase", CelType.String), ("profile", CelType.String),
        ("builders", List(CelType.String)), ("deployers", List(CelType.String)), ("consumers", List(CelType.String)),
        ("attestations", List(Attestation)));

    private static readonly CelType Profile = Object("posture-profile",
        ("name", CelType.String), ("objective", CelType.String), ("controls", List(CelType.String)));

    private static readonly string[] Keys = ["purpose", "use-case", "profile", "raci", "attestations"];

    /// <summary>The words.</summary>
    public static IReadOnlyList<Property> Words { get; } =
    [
        new(AssetKind.AiSystem, "governance", Governance, false, "what it is for, who answers for it, what was attested of it", IsOptional: true),
        new(AssetKind.AiSystem, "objectives", Profile, true, "the objectives of its posture profile, and the controls that serve each", IsOptional: true),
        new(AssetKind.Workload, "deployers", CelType.String, true, "who may release it: principals, `*` and `?` as wildcards", IsOptional: true),
    ];

    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["systems"])
        {
            if (!Array.Exists(Keys, item.States)) continue;
            var id = book.AssetOf(item);
            statements.Word(id, "governance", Say(item), item.First);
            if (!Array.Exists(Keys, item.Clashes)) statements.Cover(new Reach(id), item.First, "ai-system.governance");
            Objectives(id, item, book, statements);
            foreach (var workload in book.About.Of(item))
            {
                foreach (var deployer in Texts(item.One("raci"), "deployer")) statements.Word(workload.Id, "deployers", Value.Of(deployer), item.One("raci")!);
                if (item.Settles("raci")) statements.Cover(new Reach(workload.Id), item.One("raci")!, "workload.deployers");
            }
        }

        foreach (var threshold in book["risk-thresholds"])
            if (threshold.Text("fail-on") is { } least) statements.Threshold(new RiskThreshold(threshold.Id, least), threshold.First);
    }

    private static void Objectives(AssetId id, Item item, Book book, Statements statements)
    {
        if (item.One("profile") is not { Text: { } name } named) return;
        if (book.Find("posture-profiles", name.Trim()) is not { } profile)
        {
            statements.Missing(new(id), $"system `{item.Id}` names the posture profile `{name}`, which no registry lists", "add it to `posture-profiles:`", named, "ai-system.objectives");
            return;
        }

        foreach (var objective in profile.All("objectives"))
        {
            var text = objective.Named("name");
            statements.Word(id, "objectives", Value.Map(
                ("name", Value.Of(profile.Id)), ("objective", Value.Of(text)), ("controls", Value.List(objective["controls"] is { } controls ? controls.Items.Select(c => c.Text!.Trim()) : objective.Text is null ? [] : [text]))), objective);
        }

        if (profile.Settles("objectives")) statements.Cover(new Reach(id), profile.One("objectives")!, "ai-system.objectives");
    }

    private static Value Say(Item item)
    {
        var raci = item.One("raci");
        return Value.Map(
            ("says", Value.List(Keys.Where(item.States).Order(StringComparer.Ordinal))), ("purpose", Value.Of(item.Text("purpose") ?? "")),
            ("useCase", Value.Of(item.Text("use-case") ?? "")), ("profile", Value.Of(item.Text("profile") ?? "")),
            ("builders", Value.List(Texts(raci, "builder"))), ("deployers", Value.List(Texts(raci, "deployer"))), ("consumers", Value.List(Texts(raci, "consumer"))),
            ("attestations", Value.List([.. item.All("attestations").Where(a => a["kind"] is not null && Date(a["date"]) is not null).Select(Attested)])));
    }

    private static Value Attested(Said said) => Value.Map(
        ("kind", Value.Of(said["kind"]!.Text!)), ("by", Value.Of(string.Join(", ", Texts(said, "by")))), ("date", Value.Of(Date(said["date"])!.Value)),
        ("expires", Value.Of(Date(said["expires"]) ?? Open)), ("evidence", Value.Of(said["evidence"]?.Text?.Trim() ?? "")));

    private static DateTimeOffset? Date(Said? said) => said?.Text is { } text && Instants.TryParse(text, out var at) ? at : null;

    private static List<string> Texts(Said? part, string key) => [.. (part?[key]?.Items ?? []).Select(i => i.Text!.Trim())];
}
