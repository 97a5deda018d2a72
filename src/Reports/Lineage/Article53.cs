using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Lineage;

/// <summary>What Art. 53 of the EU AI Act and its Annexes XI and XII ask of a general-purpose model, as far as the estate states it.</summary>
internal static class Article53
{
    private static readonly (string Name, string Requirement, string Field, string Key)[] Card =
    [
        ("provider", "Annex XI 1(1)", "provider", "provider"),
        ("intended tasks and use", "Annex XI 1(1)(a)", "use", "intended-use"),
        ("acceptable-use limits", "Annex XI 1(1)(b)", "prohibited", "prohibited-use"),
        ("date of release", "Annex XI 1(1)(c)", "released", "released"),
        ("architecture and parameters", "Annex XI 1(1)(d)", "parameters", "parameters"),
        ("modalities", "Annex XI 1(1)(e)", "modalities", "modalities"),
        ("licence", "Annex XI 1(1)(f)", "license", "license"),
        ("energy consumption", "Annex XI 1(2)(e)", "energy", "energy"),
        ("capabilities", "Art. 53(1)(b), Annex XII", "capabilities", "capabilities"),
        ("limitations", "Art. 53(1)(b), Annex XII", "limitations", "limitations"),
        ("evaluation results", "Annex XI 2(1)", "evaluations", "evaluations"),
        ("copyright policy", "Art. 53(1)(c)", "copyright", "copyright-policy"),
        ("public training-content summary", "Art. 53(1)(d)", "summary", "training-summary"),
    ];

    public static ImmutableArray<LineageField> Of(AssetRow row, ImmutableArray<LineageDataset> datasets)
    {
        var card = row.Said(Plane.Approved, "card").Select(c => ((Cel.Types.Value Value, Origin Origin)?)c).FirstOrDefault();
        return
        [
            Base(row),
            .. Card.Select(c => Field(c.Name, c.Requirement, card?.Value.Field(c.Field), card?.Origin, c.Key)),
            Run(row), Compute(row, card?.Value.Field("compute"), card?.Origin), Data(row, datasets), Approval(row, card),
        ];
    }

    private static LineageField Field(string name, string requirement, string? value, Origin? origin, string key) =>
        new(name, requirement, value, value is null ? null : origin, $"state it under `fine-tunes[].{key}`");

    private static LineageField Base(AssetRow row)
    {
        var said = row.Said("tunedFrom").FirstOrDefault();
        return Field("base model", "Annex XI 1(2)", said.Origin is null ? null : Sayings.Text(said.Value), said.Origin, "base");
    }

    private static LineageField Run(AssetRow row)
    {
        var runs = row.Said("madeBy").DistinctBy(r => Sayings.Text(r.Value)).ToList();
        return Field("training process", "Annex XI 1(2)(b)", runs.Count == 0 ? null : string.Join("; ", runs.Select(r => Sayings.Text(r.Value))), runs.FirstOrDefault().Origin, "run");
    }

    // A person's account of the compute comes first; what the jobs themselves say stands in for it.
    private static LineageField Compute(AssetRow row, string? stated, Origin? origin)
    {
        if (stated is not null) return Field("training compute", "Annex XI 1(2)(d)", stated, origin, "compute");
        var runs = row.Said(Plane.Deployed, "runs").Where(r => r.Value.Field("compute") is not null).ToList();
        return Field("training compute", "Annex XI 1(2)(d)", runs.Count == 0 ? null : string.Join("; ", runs.Select(r => r.Value.Field("compute"))), runs.FirstOrDefault().Origin, "compute");
    }

    private static LineageField Data(AssetRow row, ImmutableArray<LineageDataset> datasets)
    {
        var origin = row.Said("trainingData").FirstOrDefault().Origin;
        var text = datasets.IsEmpty ? null : string.Join("; ", datasets.Select(d => d.IsDocumented ? d.Name : $"{d.Name} (not documented)"));
        return Field("data used for training", "Annex XI 1(2)(c)", text, origin, "datasets");
    }

    private static LineageField Approval(AssetRow row, (Cel.Types.Value Value, Origin Origin)? card)
    {
        var said = card is { } c && c.Value.Field("status") is { } status
            ? (Text: string.Join(", ", new[] { status, c.Value.Field("by") is { } by ? "by " + by : null, c.Value.Field("date") is { } date ? "on " + date : null, c.Value.Field("expires") is { } until ? "until " + until : null }.OfType<string>()), c.Origin)
            : row.Said(Plane.Deployed, "approval").Select(a => (Text: $"{Sayings.Text(a.Value)} in the model registry", a.Origin)).FirstOrDefault();
        return Field("approval of the model", "internal control", said.Origin is null ? null : said.Text, said.Origin, "approval");
    }
}
