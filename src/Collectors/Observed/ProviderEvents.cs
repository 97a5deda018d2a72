using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed;

/// <summary>One event of a model provider's own audit log; people are named by id, never by address.</summary>
/// <param name="Organization">The provider's id of the organization.</param>
/// <param name="Type">As the provider writes it.</param>
/// <param name="Actor">Id of the user or key; a masked address where there is no id.</param>
/// <param name="ActorKind">user, key, session, …</param>
/// <param name="Target">Id of what it is about; empty where it names nothing.</param>
/// <param name="Detail">Scopes, audience, integration, settings, error: sorted and joined by line ends.</param>
public sealed record ProviderEvent(string Organization, string Type, string Actor, string ActorKind, string Target, string Detail);

/// <summary>Folds the events of one audit log; the order of files and records makes no difference.</summary>
/// <param name="source">The collector.</param>
/// <param name="provider">The provider's name in a sentence.</param>
/// <param name="read">Reads one record; null where it is no event of this log, or one that says nothing of posture.</param>
public sealed class ProviderEvents(string source, string provider, Func<JsonElement, string, (ProviderEvent? Event, string Id, DateTimeOffset Time, string Organization)?> read)
{
    private const int LargestRecord = 4 << 20;
    private static readonly string[] Speaks = ["account.events"];
    private readonly HashSet<(string, string)> seen = [];
    private readonly Dictionary<ProviderEvent, Tally> events = [];
    private readonly SortedDictionary<string, (string File, DateTimeOffset From, DateTimeOffset Until)> organizations = new(StringComparer.Ordinal);
    private readonly List<Claim> gaps = [];

    /// <summary>Details in one text.</summary>
    public static string Join(IEnumerable<string> details) => string.Join('\n', details.Where(d => d.Length is > 0 and < 200).Distinct().Order(StringComparer.Ordinal).Take(50));

    /// <summary>A person's address with the person taken out.</summary>
    public static string Masked(string? address) => address?.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{address[0]}…{address[at..]}" : "unknown";

    /// <summary>Reads a file of records, in a list or one a line.</summary>
    public void Read(EstateFile file)
    {
        var met = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            using var records = new JsonRecords(file, LargestRecord, "data", "activities", "events");
            while (records.Next()) ReadRecord(records, file, met);
            if (records.Broken > 0) Lost(file, $"cannot be read whole: {records.Reason}", met);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Lost(file, "cannot be opened", met);
        }
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var (said, tally) in events.OrderBy(e => e.Key.ToString(), StringComparer.Ordinal))
        {
            yield return new Claim(new AssetId(AssetKind.Account, said.Organization), "events", Plane.Observed, Value.Map(
                ("type", Value.Of(said.Type)), ("actor", Value.Of(said.Actor)), ("actorKind", Value.Of(said.ActorKind)), ("target", Value.Of(said.Target)),
                ("detail", Value.List(said.Detail.Split('\n', StringSplitOptions.RemoveEmptyEntries))), ("count", Value.Of(tally.Count)),
                ("first", Value.Of(tally.First)), ("last", Value.Of(tally.Last)), ("source", Value.Of(source))), tally.Origin!, tally.Last);
        }

        foreach (var (organization, (file, from, until)) in organizations)
        {
            var (account, origin) = (new AssetId(AssetKind.Account, organization), new Origin(source, file));
            yield return new Claim(account, "account", Plane.Observed, Value.Of(organization), origin, until);
            yield return new Claim(account, "name", Plane.Observed, Value.Of($"{provider} organization {organization}"), origin, until);
            yield return new Coverage(source, Plane.Observed, new Reach(account), [.. Speaks], from, until).ToClaim(origin);
        }

        foreach (var gap in gaps) yield return gap;
    }

    private void ReadRecord(JsonRecords records, EstateFile file, SortedSet<string> met)
    {
        try
        {
            using var document = JsonDocument.Parse(records.Record, new JsonDocumentOptions { MaxDepth = 64 });
            if (read(document.RootElement, file.Path) is not var (said, id, time, organization)) return;
            met.Add(organization);
            var known = organizations.TryGetValue(organization, out var place) ? place : (File: file.Path, From: time, Until: time);
            organizations[organization] = (string.CompareOrdinal(file.Path, known.File) < 0 ? file.Path : known.File, time < known.From ? time : known.From, time > known.Until ? time : known.Until);
            if (said is null || (id.Length > 0 && !seen.Add((organization, id)))) return;
            if (!events.TryGetValue(said, out var tally)) events[said] = tally = new Tally();
            tally.Add(time, "", new Origin(source, file.Path, records.Place, id.Length > 0 ? id : null, said.Type));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            records.Reject("no json");
        }
    }

    private void Lost(EstateFile file, string reason, SortedSet<string> met)
    {
        IEnumerable<Reach> reaches = met.Count > 0 ? met.Select(o => new Reach(new AssetId(AssetKind.Account, o))) : [Reach.Everything];
        foreach (var reach in reaches)
        {
            gaps.Add(new Gap(
                source, Plane.Observed, GapKind.Unreadable, $"{provider} audit log `{file.Path}` {reason}", $"export `{file.Path}` again, and scan again", reach, [.. Speaks])
                .ToClaim(new Origin(source, file.Path)));
        }
    }
}
