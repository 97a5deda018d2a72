using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>One trail, put together from the answers that speak of it.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Answer">The answer that named it first.</param>
/// <param name="Accounts">The accounts whose answers list it.</param>
/// <param name="HomeRegion">The region it belongs to.</param>
/// <param name="IsMultiRegion">True where it records every region.</param>
/// <param name="IsLogging">Null where no status was answered.</param>
/// <param name="Selectors">Null where they are its own and were not answered.</param>
/// <param name="Bucket">Where it delivers to.</param>
/// <param name="Prefix">The prefix it delivers under; null where none.</param>
/// <param name="IsValidated">True where digest files prove that delivered files are whole and unchanged.</param>
internal sealed record Trail(
    string Arn, Answer Answer, ImmutableHashSet<string> Accounts, string? HomeRegion, bool IsMultiRegion, bool? IsLogging, EventSelectors? Selectors,
    string? Bucket = null, string? Prefix = null, bool? IsValidated = null)
{
    /// <summary>The trail's name.</summary>
    public string Name => Files.Arn.Parse(Arn)?.Name ?? Arn;

    /// <summary>What it records: nothing while stopped; null where the answers do not tell.</summary>
    public EventSelectors? Records => IsLogging switch
    {
        false => EventSelectors.Nothing,
        true => Selectors,
        null => null,
    };

    /// <summary>True where events of this account and region reach it.</summary>
    public bool Reaches(string account, string region) => Accounts.Contains(account) && (IsMultiRegion || HomeRegion is null || HomeRegion == region);

    /// <summary>The trails of a snapshot, by ARN.</summary>
    public static ImmutableArray<Trail> All(Snapshot snapshot)
    {
        var named = (from answer in snapshot.Of("describe-trails") from item in answer.Root.Elements("trailList") select (answer, item))
            .Concat(snapshot.Of("get-trail").Select(a => (answer: a, item: a.Root.At("Trail"))))
            .Concat(from answer in snapshot.Of("list-trails") from item in answer.Root.Elements("Trails") select (answer, item));
        return [.. from one in named
                   let arn = one.item.Text("TrailARN")
                   where arn is not null
                   group one by arn into same
                   orderby same.Key
                   select Of(same.Key, [.. same], snapshot)];
    }

    private static Trail Of(string arn, ImmutableArray<(Answer Answer, JsonElement Item)> said, Snapshot snapshot)
    {
        var accounts = said.SelectMany(s => new[] { s.Answer.Home.Account, s.Answer.HomeOf(arn).Account }).OfType<string>().ToImmutableHashSet();
        var hasOwnSelectors = First(said, i => i.Flag("HasCustomEventSelectors"));
        var answered = snapshot.Of("get-event-selectors").FirstOrDefault(a => a.Root.Text("TrailARN") == arn);
        return new Trail(
            arn, said[0].Answer, accounts, said.Select(s => s.Item.Text("HomeRegion")).FirstOrDefault(r => r is not null) ?? Files.Arn.Parse(arn)?.Region,
            First(said, i => i.Flag("IsMultiRegionTrail")) ?? false, Status(arn, accounts, snapshot),
            answered is not null ? EventSelectors.Read(answered.Root) : hasOwnSelectors == false ? EventSelectors.Usual : null,
            Text(said, "S3BucketName"), Text(said, "S3KeyPrefix"), First(said, i => i.Flag("LogFileValidationEnabled")));
    }

    private static bool? First(ImmutableArray<(Answer Answer, JsonElement Item)> said, Func<JsonElement, bool?> flag) =>
        said.Select(s => flag(s.Item)).FirstOrDefault(f => f is not null);

    private static string? Text(ImmutableArray<(Answer Answer, JsonElement Item)> said, string key) =>
        said.Select(s => s.Item.Text(key)).FirstOrDefault(t => t is not null);

    // A status does not name its trail: the file's path does, or there is but one trail.
    private static bool? Status(string arn, ImmutableHashSet<string> accounts, Snapshot snapshot)
    {
        var name = Files.Arn.Parse(arn)?.Name ?? arn;
        var statuses = snapshot.Of("get-trail-status").Where(s => s.Home.Account is null || accounts.Contains(s.Home.Account)).ToList();
        var others = TrailNames(snapshot, accounts).Where(n => n.Length > name.Length && n.Contains(name, StringComparison.Ordinal)).ToList();
        var own = statuses.FirstOrDefault(s => s.File.Path.Contains(name, StringComparison.Ordinal) && !others.Any(o => s.File.Path.Contains(o, StringComparison.Ordinal)));
        if (own is null && TrailNames(snapshot, accounts).Take(2).Count() == 1) own = statuses.FirstOrDefault();
        return own?.Root.Flag("IsLogging");
    }

    private static IEnumerable<string> TrailNames(Snapshot snapshot, ImmutableHashSet<string> accounts) =>
        (from answer in snapshot.Of("describe-trails").Concat(snapshot.Of("list-trails")).Concat(snapshot.Of("get-trail"))
         from item in answer.Root.Elements("trailList").Concat(answer.Root.Elements("Trails")).Append(answer.Root.At("Trail"))
         let arn = item.Text("TrailARN")
         where arn is not null && answer.HomeOf(arn).Account is { } account && accounts.Contains(account)
         select Files.Arn.Parse(arn)?.Name ?? arn).Distinct();
}
