using System.Text.Json.Serialization;

namespace Plumbline.Server.Alerts;

/// <summary>How somebody is told.</summary>
public enum TargetKind
{
    /// <summary>Lines of OCSF in a file below `alerts/` in the server's folder.</summary>
    File,

    /// <summary>RFC 5424 over UDP, TCP or TLS.</summary>
    Syslog,

    /// <summary>An OCSF event, posted and signed.</summary>
    Webhook,

    /// <summary>What a ticket needs, posted and signed.</summary>
    Ticket,
}

/// <summary>What a syslog message carries.</summary>
public enum TargetForm
{
    /// <summary>One event as JSON.</summary>
    Ocsf,

    /// <summary>ArcSight's common event format.</summary>
    Cef,
}

/// <summary>Somebody who is told when a finding changes.</summary>
/// <param name="Id">Short and unique: `webhook-1`.</param>
/// <param name="Kind">How.</param>
/// <param name="Address">A file's name, `udp://host:514`, `tcp://host:601`, `tls://host:6514`, or `https://host/path`.</param>
public sealed record Target(string Id, TargetKind Kind, string Address)
{
    /// <summary>CEL: which changes are told; empty for all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>The name of the secret that requests are signed with; empty where nothing is signed.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The name of the secret that holds the certificates (PEM) to trust; empty for those of the system.</summary>
    public string Trust { get; init; } = "";

    /// <summary>What a syslog message carries.</summary>
    public TargetForm Form { get; init; } = TargetForm.Ocsf;

    /// <summary>True where nobody is told for now; what happens meanwhile is told later.</summary>
    public bool IsPaused { get; init; }
}

/// <summary>How far a target was told.</summary>
/// <param name="Number">The last record that was told, left out or given up.</param>
public sealed record Reached(long Number);

/// <summary>A change that a target could not be told.</summary>
/// <param name="Target">The target.</param>
/// <param name="Number">The record.</param>
/// <param name="At">When it was given up.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Problem">What went wrong last.</param>
public sealed record DeadLetter(string Target, long Number, DateTimeOffset At, int Attempts, string Problem)
{
    /// <summary>True where somebody asked for it to be sent again.</summary>
    public bool IsAgain { get; init; }
}

/// <summary>How long a target is tried.</summary>
/// <param name="First">The wait after the first failure; each next one is twice as long.</param>
/// <param name="Longest">No wait is longer.</param>
/// <param name="Bound">A target that has failed for so long is given each change once, and what fails is a dead letter.</param>
/// <param name="Answer">How long one attempt may take.</param>
public sealed record Patience(TimeSpan First, TimeSpan Longest, TimeSpan Bound, TimeSpan Answer)
{
    /// <summary>One second, five minutes, a day, ten seconds.</summary>
    public static Patience Usual { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromDays(1), TimeSpan.FromSeconds(10));

    /// <summary>The wait after so many failures: between half and all of what doubling gives, so that many targets do not try at once.</summary>
    /// <param name="failures">How often it failed in a row, from 1.</param>
    /// <param name="dice">Between 0 and 1.</param>
    public TimeSpan After(int failures, double dice)
    {
        var whole = Math.Min(First.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 30)), Longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(whole * (0.5 + (dice / 2)));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Target))]
[JsonSerializable(typeof(Reached))]
[JsonSerializable(typeof(DeadLetter))]
internal sealed partial class AlertJson : JsonSerializerContext;
