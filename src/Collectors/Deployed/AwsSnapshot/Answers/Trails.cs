using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Which Bedrock events the trails of an account record, region by region.</summary>
internal sealed class Trails : IAnswerReader
{
    private static readonly string[] Lists = ["describe-trails", "list-trails"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var trails = Trail.All(snapshot);
        var lists = Lists.SelectMany(snapshot.Of).ToImmutableArray();
        var accounts = trails.SelectMany(t => t.Accounts).Concat(lists.Select(l => HomeOf(l).Account).OfType<string>()).Distinct().Order(StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            foreach (var region in RegionsOf(account, trails, snapshot))
            {
                var reaching = trails.Where(t => t.Reaches(account, region)).ToImmutableArray();
                var list = lists.FirstOrDefault(l => IsListOf(l, account, region));
                foreach (var claim in Region(new Home(account, region), reaching, list)) yield return claim;
            }
        }
    }

    private static IEnumerable<string> RegionsOf(string account, ImmutableArray<Trail> trails, Snapshot snapshot) =>
        snapshot.RegionsOf(account).Concat(trails.Where(t => t.Accounts.Contains(account)).Select(t => t.HomeRegion).OfType<string>()).Distinct().Order(StringComparer.Ordinal);

    // `list-trails` answers for every region; `describe-trails` for the one it was asked in, and for trails of all regions.
    private static bool IsListOf(Answer list, string account, string region) =>
        HomeOf(list).Account == account && (list.Kind.Operation == "list-trails" || list.Home.Region is null || list.Home.Region == region);

    private static IEnumerable<Claim> Region(Home home, ImmutableArray<Trail> trails, Answer? list)
    {
        var account = home.Asset!.Value;
        var known = trails.Where(t => t.Records is not null).ToImmutableArray();
        var recording = known.FirstOrDefault(t => t.Records!.Management);
        var isWhole = known.Length == trails.Length && list is not null;
        var answer = recording?.Answer ?? list ?? trails.FirstOrDefault()?.Answer;
        if (answer is null) yield break;

        foreach (var claim in Facts(account, null, home, answer)) yield return claim;
        foreach (var trail in known)
            foreach (var type in trail.Records!.Data) yield return Say(account, "dataEvents", Value.Of(type), trail.Answer);
        foreach (var trail in trails.Where(t => t.Records is null)) yield return Untold(trail, home, recording is not null);
        if (isWhole || (known.Length == trails.Length && recording is not null)) yield return Cover(home.Reach, answer, "account.dataEvents");
        if (recording is null && !isWhole)
        {
            if (list is null) yield return Unlisted(home, answer);
            yield break;
        }

        yield return Say(account, "managementEvents", Value.Of(recording is not null), answer);
        yield return Cover(home.Reach, answer, "account.managementEvents");
        if (recording is null) yield return Off(home, answer);
    }

    private static Claim Off(Home home, Answer answer) => new Gap(
        "cloudtrail", Plane.Observed, GapKind.Missing,
        $"no trail records Bedrock management events in account `{home.Account}` region `{home.Region}`",
        $"run `aws cloudtrail start-logging --region {home.Region} --name <trail>` for a trail whose selectors include management events, reads and writes",
        home.Reach, ["workload.calls", "workload.trailed", "workload.releases", "guardrail.changes", "account.changes"]).ToClaim(answer.Origin);

    private static Claim Untold(Trail trail, Home home, bool isRecorded)
    {
        var (what, command) = trail.IsLogging is null ? ("whether it is logging", "get-trail-status --name") : ("what its event selectors are", "get-event-selectors --trail-name");
        ImmutableArray<string> words = isRecorded ? ["account.dataEvents"] : ["account.dataEvents", "account.managementEvents"];
        return Lack(
            home.Reach, trail.Answer, $"trail `{trail.Name}`: {what} is not in the snapshot",
            $"run `aws cloudtrail {command} {trail.Arn} --output json` and save the answer with the trail's name in the file name", words);
    }

    private static Claim Unlisted(Home home, Answer answer) => Lack(
        home.Reach, answer, $"the snapshot does not list the trails of account `{home.Account}` region `{home.Region}`",
        $"run `aws cloudtrail describe-trails --region {home.Region} --output json` and save the answer", "account.managementEvents", "account.dataEvents");
}
