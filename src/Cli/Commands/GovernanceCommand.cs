using System.CommandLine;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;
using Plumbline.Reports.Governance;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb governance PATH…`: AI systems with owner, purpose, risk class, attestations and posture profile, and which teams use which AI for what.</summary>
internal static class GovernanceCommand
{
    public static Command Make() => ReportVerb.Make("governance", "Show the AI systems as objects of governance, and which teams use which AI for what.", Write);

    private static void Write(Report report, bool isJson, TextWriter to)
    {
        var book = GovernanceBook.Of(report, ProviderNames.OfModel);
        if (isJson) GovernanceJson.Write(report, book, to);
        else GovernanceText.Write(report, book, to);
    }
}
