using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;
using Plumbline.Reports.Diagnosis;
using Plumbline.Reports.Governance;

namespace Plumbline.Server.Desks;

/// <summary>What pages and routes ask of a whole report: each put together when it is first asked for, and kept as long as the report.</summary>
public sealed class Books
{
    private static readonly ConditionalWeakTable<Report, Books> Known = [];
    private readonly Lazy<Reports.Html.Estate> estate;
    private readonly Lazy<GovernanceBook> governance;
    private readonly ConcurrentDictionary<bool, DiagnosisBook> diagnoses = new();
    private readonly Report report;

    private Books(Report report) =>
        (this.report, estate, governance) = (report, new(() => new Reports.Html.Estate(report)), new(() => GovernanceBook.Of(report, ProviderNames.OfModel)));

    /// <summary>Those of a report.</summary>
    public static Books Of(Report report) => Known.GetValue(report, r => new Books(r));

    /// <summary>Who stands behind an asset, which system owns it, what is open.</summary>
    public Reports.Html.Estate Estate => estate.Value;

    /// <summary>AI systems as objects of governance.</summary>
    public GovernanceBook Governance => governance.Value;

    /// <summary>How well the AI is known.</summary>
    /// <param name="isTold">True where somebody is told of what is found.</param>
    public DiagnosisBook Diagnosis(bool isTold) => diagnoses.GetOrAdd(isTold, told => DiagnosisBook.Of(report, new Surroundings(true, told)));
}
