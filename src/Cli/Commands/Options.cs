using System.CommandLine;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;

namespace Plumbline.Cli.Commands;

/// <summary>Options that several verbs share.</summary>
internal static class Options
{
    public static Option<string?> AsOf() => new("--as-of") { Description = "the moment to speak of, e.g. 2026-11-21T09:00:00Z (default: the estate's own, else now)" };

    public static Option<string[]> Rules() => new("--rules")
    {
        Description = "a folder with more rules; may be repeated", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [],
    };

    public static Option<string?> FailOn() => new("--fail-on")
    {
        Description = "exit 1 at findings of this severity or above: critical, high, medium, low, none (default: what `risk-thresholds` of a registry say, else high)",
    };

    public static Option<string?> Store() => new("--store") { Description = "the ledger: a file, or postgres://user@host/database (default: PLUMB_STORE, else ledger.db in PLUMB_HOME)" };

    public static Option<string?> Signers() => new("--allowed-signers") { Description = "whose signed commits prove approvals in registry files: an allowed_signers file of ssh-keygen, kept outside the estate (default: PLUMB_ALLOWED_SIGNERS)" };

    public static Option<string?> Estate() => new("--estate") { Description = "which estate of the ledger (default: the only one)" };

    public static Option<string> Format() => new("--format") { Description = Plumbline.Reports.Catalogue.Names, DefaultValueFactory = _ => "terminal" };

    public static Option<string?> Output() => new("--output", "-o") { Description = "write the report to this file instead of standard output" };

    public static Option<string[]> Reports() => new("--report")
    {
        Description = "write one more report, e.g. html=report.html; may be repeated", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [],
    };

    /// <summary>Reads a moment; false where the text is none.</summary>
    public static bool TryMoment(string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (text is null) return true;
        if (!Instants.TryParse(text, out var at)) return false;
        moment = at;
        return true;
    }

    /// <summary>Reads a threshold; null is `none`.</summary>
    public static bool TryThreshold(string text, out Severity? threshold)
    {
        threshold = null;
        if (text == "none") return true;
        if (!KebabCase.TryParse<Severity>(text, out var severity) || severity == Severity.Info) return false;
        threshold = severity;
        return true;
    }
}
