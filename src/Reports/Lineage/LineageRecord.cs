using System.Collections.Immutable;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports.Lineage;

/// <summary>Everything that is known of where one tuned model comes from; written for whoever must defend it.</summary>
/// <param name="Id">The model's id.</param>
/// <param name="Name">The name people use.</param>
/// <param name="Facts">Environment, account, region, owner, users.</param>
/// <param name="Article53">The EU AI Act's Art. 53 expression, field by field.</param>
/// <param name="Datasets">The data it was trained on, documented or not.</param>
/// <param name="Chain">The links from who uses it to who approved its data.</param>
/// <param name="Sentences">Data, bucket, run and use in one sentence each.</param>
/// <param name="Findings">What the rules of the control say of it.</param>
public sealed record LineageRecord(
    string Id, string Name, ImmutableArray<LineageField> Facts, ImmutableArray<LineageField> Article53, ImmutableArray<LineageDataset> Datasets,
    ImmutableArray<LineageLink> Chain, ImmutableArray<string> Sentences, ImmutableArray<Finding> Findings)
{
    /// <summary>What is missing, in the order of the record: every field that nobody states and every link that nobody shows.</summary>
    public IEnumerable<string> Gaps => Article53.Where(f => f.Value is null).Select(f => $"{f.Name} ({f.Requirement}): {f.Remedy}")
        .Concat(Datasets.SelectMany(d => d.Fields.Where(f => f.Value is null).Select(f => $"dataset {d.Name}: {f.Name}: {f.Remedy}")))
        .Concat(Chain.Where(l => l.Origin is null).Select(l => $"{l.From} {l.Verb} {l.To}: {l.System} does not show it"));
}

/// <summary>One thing to state.</summary>
/// <param name="Name">What.</param>
/// <param name="Requirement">Who asks for it: `Annex XI 1(1)(a)`.</param>
/// <param name="Value">What is stated; null where nobody does.</param>
/// <param name="Origin">Where.</param>
/// <param name="Remedy">Where it would have to be stated.</param>
public sealed record LineageField(string Name, string Requirement, string? Value, Origin? Origin, string Remedy);

/// <summary>A set of training data and what is documented about it.</summary>
/// <param name="Name">The dataset's name in the registry, else its location.</param>
/// <param name="IsDocumented">True where a dataset registry has an entry.</param>
/// <param name="Fields">Source, version, licence, personal data, preprocessing, approval.</param>
public sealed record LineageDataset(string Name, bool IsDocumented, ImmutableArray<LineageField> Fields);

/// <summary>One link of the chain.</summary>
/// <param name="From">The tail.</param>
/// <param name="Verb">uses, made by, trained on, prepared by, approved by.</param>
/// <param name="To">The head; what is missing, in words, where nobody shows it.</param>
/// <param name="System">The system that holds the link: model registry, pipeline metadata, dataset registry, usage.</param>
/// <param name="Origin">Where it is shown; null where the link is broken.</param>
public sealed record LineageLink(string From, string Verb, string To, string System, Origin? Origin);
