namespace Plumbline.Guardrails.Models;

/// <summary>What an artifact was seen to be.</summary>
/// <param name="Formats">Every format that its top level is, as the catalogue orders them; none where it is unknown.</param>
/// <param name="Signs">The gravest first, then by member and offset.</param>
/// <param name="NotScanned">By member and offset.</param>
/// <param name="Members">In the order read.</param>
/// <param name="Facts">In the order read.</param>
public sealed record ModelReport(
    IReadOnlyList<string> Formats, IReadOnlyList<Sign> Signs, IReadOnlyList<Unscanned> NotScanned, IReadOnlyList<Member> Members, IReadOnlyList<Fact> Facts)
{
    /// <summary>Formats of what lies inside, on every level, sorted.</summary>
    public IReadOnlyList<string> Inner { get; init; } = [];

    /// <summary>The first format, or `unknown`.</summary>
    public string Format => Formats.Count > 0 ? Formats[0] : "unknown";

    public Danger Danger => Signs.Count > 0 ? Signs[0].Danger : Danger.Clean;

    public Verdict Verdict => Danger switch
    {
        >= Danger.High => Verdict.Malicious,
        Danger.Review => Verdict.Review,
        _ => NotScanned.Count > 0 ? Verdict.NotScanned : Verdict.Clean,
    };
}
