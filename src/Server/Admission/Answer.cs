using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Gates;

namespace Plumbline.Server.Admission;

/// <summary>What is answered to an API server.</summary>
/// <param name="IsAllowed">Whether the object may be applied.</param>
/// <param name="IsAi">False where nothing in it is AI: then nothing more is said.</param>
/// <param name="Code">403 refused, 400 not understood.</param>
/// <param name="Message">Why not; empty where it may.</param>
/// <param name="Reasons">What stands against it, with what it does here.</param>
internal sealed record Answer(bool IsAllowed, bool IsAi, int Code, string Message, ImmutableArray<GateReason> Reasons)
{
    private const int LongestWarning = 250;
    private const int LongestWarnings = 3500;
    private const int LongestReason = 1500;
    private const int LongestMessage = 6000;
    private const int LongestName = 300;
    private const int Told = 5;

    /// <summary>Nothing in the object is AI.</summary>
    public static Answer Untouched { get; } = new(true, false, 200, "", []);

    /// <summary>The system; empty where it is not known.</summary>
    public string System { get; init => field = ShownText.Plain(value, LongestName); } = "";

    /// <summary>The environment; empty where it is not known.</summary>
    public string Environment { get; init => field = ShownText.Plain(value, LongestName); } = "";

    /// <summary>The models that are asked for, as they may be shown.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>The review could not be understood.</summary>
    public static Answer NotUnderstood(string problem) => new(false, true, 400, $"plumbline: {ShownText.Plain(problem, LongestReason)}; the object was not judged, and what was not judged is not let pass", []);

    /// <summary>An answer from what stands against an object.</summary>
    public static Answer From(ImmutableArray<GateReason> said, string subject)
    {
        // Names of objects, and what stands in them, are anybody's text: neither a terminal nor a log may obey it.
        ImmutableArray<GateReason> reasons = [.. said.Select(r => r with { Message = ShownText.Plain(r.Message, LongestReason), Fix = ShownText.Plain(r.Fix, LongestReason), Asset = ShownText.Plain(r.Asset, LongestName) })];
        var against = reasons.Where(r => r.Effect == ReasonEffect.Refuses).ToList();
        if (against.Count == 0) return new(true, true, 200, "", reasons);
        var text = string.Join(" | ", against.Take(Told).Select(r => $"{r.Message}. {r.Fix.TrimEnd('.')} ({r.Control}/{r.Rule})"));
        var message = $"plumbline: {ShownText.Plain(subject, LongestName)} is refused: {text}{(against.Count > Told ? $" | and {against.Count - Told} more" : "")}";
        return new(false, true, 403, ShownText.Plain(message, LongestMessage), reasons);
    }

    /// <summary>What the user who applies it is told, bounded as the API server bounds it.</summary>
    public IEnumerable<string> Warnings()
    {
        var room = LongestWarnings;
        foreach (var reason in Reasons.Where(r => r.Effect is ReasonEffect.Warns or ReasonEffect.Overridden))
        {
            var text = reason.Override is { } by
                ? string.Create(global::System.Globalization.CultureInfo.InvariantCulture, $"plumbline: {reason.Rule}: {by.Owner} lets it pass until {by.Until:yyyy-MM-dd HH:mm} UTC: {reason.Message}")
                : $"plumbline: {reason.Rule}: {reason.Message}";
            if (text.Length > LongestWarning) text = text[..(LongestWarning - 1)] + "…";
            if ((room -= text.Length) < 0) yield break;
            yield return text;
        }
    }

    /// <summary>What the audit log of the cluster keeps; its keys get the webhook's name before them.</summary>
    public IEnumerable<(string Key, string Text)> Audit()
    {
        if (!IsAi) yield break;
        yield return ("decision", IsAllowed ? Reasons.IsEmpty ? "allow" : Reasons.Max(r => r.Effect == ReasonEffect.Audited ? 0 : 1) == 0 ? "allow, audited" : "allow, warned" : "refuse");
        if (System.Length > 0) yield return ("system", System);
        if (Environment.Length > 0) yield return ("environment", Environment);
        if (!Reasons.IsEmpty) yield return ("reasons", string.Join(' ', Reasons.Select(r => $"{r.Effect.Name()}:{r.Control}/{r.Rule}").Distinct().Take(30)));
        if (Reasons.FirstOrDefault(r => r.Override is not null)?.Override is { } by)
            yield return ("override", string.Create(global::System.Globalization.CultureInfo.InvariantCulture, $"{by.Owner} until {by.Until:yyyy-MM-ddTHH:mm:ssZ}"));
    }
}
