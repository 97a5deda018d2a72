using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.CspmResults;

/// <summary>What one check of a posture tool came to on one resource.</summary>
/// <param name="Tool">The tool, as it calls itself.</param>
/// <param name="Check">Its id of the check.</param>
/// <param name="Title">The check in words.</param>
/// <param name="Severity">critical, high, medium, low, informational.</param>
/// <param name="Status">fail, pass, muted (suppressed, archived, resolved), manual.</param>
/// <param name="Place">Where the resource lives.</param>
/// <param name="Resource">The resource by the id the tool gives; empty where it gives none.</param>
/// <param name="Type">The resource's type, as the tool calls it.</param>
/// <param name="Time">When the tool said so.</param>
internal sealed record CheckResult(
    string Tool, string Check, string Title, string Severity, string Status, Place Place, string Resource, string Type, DateTimeOffset Time)
{
    /// <summary>The result as an element of `posture`.</summary>
    public Value ToValue() => Value.Map(
        ("check", Value.Of(Check)), ("title", Value.Of(Masks.Of(Title, [], 300))), ("severity", Value.Of(Severity)), ("status", Value.Of(Status)),
        ("tool", Value.Of(Tool)), ("account", Value.Of(Place.Account)), ("resource", Value.Of(Resource)), ("time", Value.Of(Time)));
}

/// <summary>Account (AWS account, Azure subscription, Google project) and region; empty where not said.</summary>
internal readonly record struct Place(string Account, string Region);

/// <summary>Words of several tools for the same thing.</summary>
internal static class Levels
{
    /// <summary>One of the five severities; `informational` where the text is none.</summary>
    public static string Severity(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "critical" or "fatal" => "critical",
        "high" => "high",
        "medium" or "moderate" => "medium",
        "low" => "low",
        _ => "informational",
    };

    /// <summary>fail, pass, muted or manual.</summary>
    public static string Status(string? text, bool isMuted) => isMuted ? "muted" : text?.Trim().ToUpperInvariant() switch
    {
        "PASS" or "PASSED" => "pass",
        "FAIL" or "FAILED" or "WARNING" or "WARN" => "fail",
        "MUTED" or "SUPPRESSED" => "muted",
        _ => "manual",
    };
}
