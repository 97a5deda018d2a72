using System.Collections.Concurrent;

namespace Plumbline.AwsSimulator;

/// <summary>How the simulated account behaves; may be changed while it answers.</summary>
public sealed class Temper
{
    public const string KeyId = "AKIDEXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /// <summary>Elements of one page, whatever is asked for.</summary>
    public int Page { get; init; } = 100;

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Every so many requests one is turned away; 0 for none.</summary>
    public int ThrottlesEach { get; init; }

    /// <summary>Operations that are always turned away.</summary>
    public HashSet<string> Throttled { get; } = new(StringComparer.Ordinal);

    /// <summary>Operations that nobody may ask.</summary>
    public HashSet<string> Denied { get; } = new(StringComparer.Ordinal);

    /// <summary>Regions that the account has not enabled.</summary>
    public HashSet<string> Disabled { get; } = new(StringComparer.Ordinal);

    /// <summary>Operations whose lists never end.</summary>
    public HashSet<string> Endless { get; } = new(StringComparer.Ordinal);

    /// <summary>Operations that answer something else than their documents.</summary>
    public Dictionary<string, string> Odd { get; } = new(StringComparer.Ordinal);

    /// <summary>The role that may be taken, and what its trust policy asks for.</summary>
    public (string Arn, string? ExternalId)? Role { get; init; }

    /// <summary>How many requests keys of a role sign before they expire; 0 for never.</summary>
    public int RoleKeysLast { get; init; }

    /// <summary>Keys that are known: secret, session token, requests left (below 0: any number).</summary>
    public ConcurrentDictionary<string, (string Secret, string? Token, int Left)> Keys { get; } = new() { [KeyId] = (Secret, null, -1) };

    /// <summary>Every operation that was asked, in its order, as `SERVICE OPERATION REGION`.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();
}
