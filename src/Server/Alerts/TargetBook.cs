using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Server.Keeping;
using Plumbline.Store.Records;

namespace Plumbline.Server.Alerts;

/// <summary>Who is told, kept in the cabinet; who changes it is in the ledger.</summary>
/// <param name="ledgers">Where they are kept.</param>
/// <param name="secrets">Secrets by name.</param>
/// <param name="clock">Dates what is written.</param>
public sealed class TargetBook(LedgerPool ledgers, SecretNames secrets, TimeProvider clock)
{
    /// <summary>The most targets there can be.</summary>
    public const int Most = 100;

    private const string Drawer = "alerts";
    private const string Positions = "alert-positions";
    private const int LongestAddress = 2000;

    /// <summary>Told after targets were added, changed or taken away.</summary>
    public event Action? Changed;

    /// <summary>All of them, by id.</summary>
    public ImmutableArray<Target> All => [.. ledgers.Keep(c => c.List(Drawer)).Select(k => JsonSerializer.Deserialize(k.Body, AlertJson.Default.Target)!)];

    /// <summary>One of them, or null.</summary>
    public Target? Find(string id) => ledgers.Keep(c => c.Get(Drawer, id)) is { } kept ? JsonSerializer.Deserialize(kept.Body, AlertJson.Default.Target) : null;

    /// <summary>What is wrong with a target, or null.</summary>
    public string? Problem(Target target)
    {
        NoticeFilter.Read(target.Filter, out var filter);
        foreach (var name in (string[])[target.Secret, target.Trust])
        {
            if (name.Length == 0) continue;
            if (!SecretNames.IsName(name)) return $"`{name}` is no name of a secret; use letters, digits, `-` and `_`, and never the secret itself";
            if (secrets.Find(name) is null) return $"there is no secret `{name}`; put it into the file `secrets/{name}` in the server's folder, or into the variable `PLUMB_SECRET_{name.Replace('-', '_').ToUpperInvariant()}`";
        }

        if (target.Address.Contains("{secret}", StringComparison.Ordinal) && target.Secret.Length == 0) return "the address has a place for a secret and `secret` names none; name one";
        return Address(target) ?? filter;
    }

    /// <summary>Adds a target or changes one.</summary>
    /// <param name="target">The target; an empty id is filled in.</param>
    /// <param name="after">The record behind which a new target is told; null for the last one there is.</param>
    /// <param name="actor">Who does it.</param>
    public Target Put(Target target, long? after, string actor)
    {
        if (target.Id.Length == 0)
        {
            target = target with { Id = Free(target.Kind) };
            // The place is marked before the target is there: nothing that happens from now on is missed.
            Reach(target.Id, after ?? ledgers.Use(l => l.Tip.Number));
        }

        var body = JsonSerializer.Serialize(target, AlertJson.Default.Target);
        ledgers.Keep(c => c.Put(Drawer, target.Id, body));
        Note(target.Id, actor, body);
        return target;
    }

    /// <summary>Takes a target away, with its dead letters; false where it is not there.</summary>
    public bool Remove(string id, string actor)
    {
        if (!ledgers.Keep(c => c.Remove(Drawer, id))) return false;
        ledgers.Keep(c => c.Remove(Positions, id));
        Note(id, actor, """{"removed":true}""");
        return true;
    }

    /// <summary>The last record that a target was told.</summary>
    public long Reached(string id) => ledgers.Keep(c => c.Get(Positions, id)) is { } kept ? JsonSerializer.Deserialize(kept.Body, AlertJson.Default.Reached)!.Number : 0;

    /// <summary>Remembers the last record that a target was told.</summary>
    public void Reach(string id, long number) => ledgers.Keep(c => c.Put(Positions, id, JsonSerializer.Serialize(new Reached(number), AlertJson.Default.Reached)));

    /// <summary>Writes into the ledger what somebody did with a target.</summary>
    public void Note(string id, string actor, string body)
    {
        ledgers.Append(_ => [new Entry(RecordKind.Setting, "", $"alert/{id}", actor, clock.GetUtcNow(), Encoding.UTF8.GetBytes(body))]);
        Changed?.Invoke();
    }

    private static string? Address(Target target)
    {
        if (target.Address.Length is 0 or > LongestAddress) return $"an address has 1 to {LongestAddress} characters";
        if (target.Kind == TargetKind.File)
            return target.Address.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && target.Address[0] != '.' ? null
                : $"`{target.Address}` is no name of a file; it lies in `alerts/` of the server's folder: use letters, digits, `.`, `-` and `_`";
        if (!Uri.TryCreate(target.Address, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.UserInfo.Length > 0) return $"`{target.Address}` is no address; write a host, and no password";
        if (System.Net.IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && !Outgoing.May(ip, Keeping.Reach.Private)) return $"`{uri.Host}` is an address of the platform itself; name another";
        if (target.Kind == TargetKind.Syslog)
            return uri.Scheme is "udp" or "tcp" or "tls" && uri.Port > 0 && uri.PathAndQuery.Length <= 1 ? null : $"`{target.Address}` is no syslog server; write udp://host:514, tcp://host:601 or tls://host:6514";
        return uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback) ? null : $"`{target.Address}` would send findings in the clear; write https:// (http:// only on this machine)";
    }

    private string Free(TargetKind kind)
    {
        var all = All;
        for (var i = 1; ; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{kind.Name()}-{i}");
            if (all.All(s => s.Id != id)) return id;
        }
    }
}
