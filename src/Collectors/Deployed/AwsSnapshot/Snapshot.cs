using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.AwsSnapshot;

/// <summary>Every answer of an estate, and what is said with them the same way by all readers.</summary>
internal sealed class Snapshot
{
    private readonly ILookup<string, Answer> byApi;
    private readonly HashSet<(string Account, string Region)> regions = [];
    private readonly Lazy<ILookup<string, string>> agents;
    private readonly Dictionary<Delegate, object> worked = [];

    /// <summary>Takes the answers, accounts filled in where a caller identity above them names one.</summary>
    public Snapshot(IEnumerable<Answer> answers)
    {
        Answers = Identities.Apply([.. answers]);
        byApi = Answers.ToLookup(a => a.Kind.Operation);
        agents = new(() => Of("get-agent").Select(a => a.Root.Text("agent", "agentArn")).OfType<string>().Where(a => Arn.Parse(a) is not null).ToLookup(a => Arn.Parse(a)!.Value.Name, StringComparer.Ordinal));
        foreach (var answer in Answers)
        {
            See(answer.Home);
            foreach (var arn in Arns(answer.Root, 0)) See(answer.HomeOf(arn));
        }
    }

    /// <summary>The moment the scan speaks of.</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>All answers, in the order of their files.</summary>
    public ImmutableArray<Answer> Answers { get; }

    /// <summary>The answers of one command, without its service: `get-agent`.</summary>
    public IEnumerable<Answer> Of(string operation) => byApi[operation];

    /// <summary>What several readers work out of all answers, worked out by the first of them.</summary>
    /// <param name="work">A static method: the same one gives the same result.</param>
    public ImmutableArray<T> Once<T>(Func<Snapshot, ImmutableArray<T>> work)
    {
        if (worked.TryGetValue(work, out var known)) return (ImmutableArray<T>)known;
        var found = work(this);
        worked[work] = found;
        return found;
    }

    /// <summary>The ARN of an agent that an answer describes, by its bare id.</summary>
    public string? AgentArn(string id) => agents.Value[id].FirstOrDefault();

    /// <summary>The regions of an account that any answer shows.</summary>
    public IEnumerable<string> RegionsOf(string account) =>
        regions.Where(r => r.Account == account).Select(r => r.Region).Order(StringComparer.Ordinal);

    /// <summary>True where a list was answered to its end for this home.</summary>
    public bool IsListed(string operation, Home home) =>
        Of(operation).Any(a => !a.HasMore && HomeOf(a) is var at && at.Account == home.Account && (at.Region is null || at.Region == home.Region));

    /// <summary>Where an answer comes from: by the first ARN of its content, then its place.</summary>
    public static Home HomeOf(Answer answer) => answer.HomeOf(Arns(answer.Root, 0).FirstOrDefault(a => Arn.Parse(a) is { Account.Length: > 0, Region.Length: > 0 }));

    /// <summary>What a folder of answers says, without a clock of its own.</summary>
    public static Claim Say(AssetId subject, string word, Value value, Answer answer, DateTimeOffset time = default) =>
        new(subject, word, Plane.Deployed, value, answer.Origin, time);

    /// <summary>Name, account and region of an asset.</summary>
    public static IEnumerable<Claim> Facts(AssetId subject, string? name, Home home, Answer answer, DateTimeOffset time = default)
    {
        if (!string.IsNullOrEmpty(name)) yield return Say(subject, "name", Value.Of(name), answer, time);
        if (home.Account is { } account) yield return Say(subject, "account", Value.Of(account), answer, time);
        if (home.Region is { } region) yield return Say(subject, "region", Value.Of(region), answer, time);
    }

    /// <summary>An answer would have used these words of what it reaches.</summary>
    public static Claim Cover(Reach reach, Answer answer, params ImmutableArray<string> words) =>
        new Coverage(AwsSnapshotCollector.Source, Plane.Deployed, reach, words).ToClaim(answer.Origin);

    /// <summary>An answer that the estate does not supply.</summary>
    public static Claim Lack(Reach reach, Answer answer, string reason, string fix, params ImmutableArray<string> words) =>
        new Gap(AwsSnapshotCollector.Source, Plane.Deployed, GapKind.Missing, reason, fix, reach, words).ToClaim(answer.Origin);

    /// <summary>Of several answers about one thing the newest; of equals the first by path.</summary>
    public static IEnumerable<(Answer Answer, JsonElement Item)> Newest(
        IEnumerable<(Answer Answer, JsonElement Item)> found, Func<Answer, JsonElement, string?> key, Func<JsonElement, DateTimeOffset> time) =>
        from one in found
        let name = key(one.Answer, one.Item)
        where name is not null
        group one by name into same
        orderby same.Key
        select same.MaxBy(s => time(s.Item));

    private void See(Home home)
    {
        if (home is { Account: { } account, Region: { } region }) regions.Add((account, region));
    }

    private static IEnumerable<string> Arns(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.Object when depth < 4 => element.EnumerateObject().SelectMany(p => Arns(p.Value, depth + 1)),
        JsonValueKind.Array when depth < 4 => element.EnumerateArray().SelectMany(i => Arns(i, depth + 1)),
        JsonValueKind.String when element.ValueEquals("") => [],
        JsonValueKind.String => element.GetString() is { } text && text.StartsWith("arn:", StringComparison.Ordinal) ? [text] : [],
        _ => [],
    };
}
