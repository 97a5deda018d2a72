using System.Collections.Immutable;
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
        return Address(target) ?? Inside(target) ?? Doubled(target) ?? filter;
    }

    // What would be refused at every attempt is refused when it is named.
    private string? Inside(Target target) =>
        !AllowsPrivate && target.Kind is (TargetKind.Webhook or TargetKind.Ticket) && new Uri(target.Address) is var uri
        && (uri.IsLoopback || (System.Net.IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && !Outgoing.May(ip, Keeping.Reach.Public)))
            ? $"`{uri.Host}` is this machine or a private network, where the server sends only with --allow-private-targets" : null;

    private string? Doubled(Target target) =>
        target.Kind == TargetKind.File && All.FirstOrDefault(t => t.Kind == TargetKind.File && t.Id != target.Id && Whole(t.Address) == Whole(target.Address)) is { } other
            ? $"`{target.Address}` is a file of `{other.Id}`, or one that it keeps; name another" : null;

    /// <summary>True where webhooks may go to this machine and private networks; what is sent is refused there too.</summary>
    public bool AllowsPrivate { get; init; } = true;

    /// <summary>Adds a target.</summary>
    /// <param name="target">The target; its id is filled in.</param>
    /// <param name="after">The record behind which a new target is told; null for the last one there is.</param>
    /// <param name="actor">Who does it.</param>
    public Target Add(Target target, long? after, string actor)
    {
        var reached = JsonSerializer.Serialize(new Reached(after ?? ledgers.Use(l => l.Tip.Number)), AlertJson.Default.Reached);
        // The place is marked before the target is there: nothing that happens from now on is missed.
        target = target with { Id = FreeId.Keep(ledgers, Positions, target.Kind.Name(), id => Find(id) is not null, _ => reached) };
        var body = Text(target);
        ledgers.Keep(c => c.Put(Drawer, target.Id, body));
        Note(target.Id, actor, body);
        return target;
    }

    /// <summary>Changes a target; false where it is not any more as it was looked at.</summary>
    public bool Change(Target known, Target target, string actor)
    {
        if (!FreeId.Change(ledgers, Drawer, known.Id, k => JsonSerializer.Deserialize(k.Body, AlertJson.Default.Target) == known, Text(target))) return false;
        Note(target.Id, actor, Text(target));
        return true;
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

    private static string Text(Target target) => JsonSerializer.Serialize(target, AlertJson.Default.Target);

    // A file that is full is kept beside the new one, as `NAME.1` to `NAME.9`.
    private static string Whole(string file) => file.Length > 2 && file[^2] == '.' && file[^1] is >= '1' and <= '9' ? file[..^2] : file;
}
