using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Which answers about one guardrail count, and what they say together.</summary>
/// <remarks>A guardrail is as strong as the weakest version that may be serving: the versions that agents and functions name,
/// where those were answered; else its highest number, and its draft where that was changed since.</remarks>
internal sealed class GuardrailVersions(Snapshot snapshot)
{
    private readonly ILookup<string, string> used = Uses(snapshot).ToLookup(u => u.Id, u => u.Version, StringComparer.Ordinal);

    /// <summary>The answers that count, the one that names version and status first.</summary>
    public ImmutableArray<Answer> InPlay(IEnumerable<Answer> answers)
    {
        var newest = answers.GroupBy(Version).SelectMany(Newest).OrderByDescending(Number).ToList();
        var named = used[BareId(newest[0].Root.Text("guardrailId") ?? newest[0].Root.Text("guardrailArn") ?? "")].ToHashSet(StringComparer.Ordinal);
        var serving = newest.FindAll(a => named.Contains(Version(a)));
        return serving.Count > 0 ? [.. serving] : [.. newest.Where(a => Number(a) == Number(newest[0]) || (Number(a) == 0 && Updated(a) > Updated(newest[0])))];
    }

    /// <summary>Each element at the lowest level that any of the answers gives it; one that an answer lacks is not there.</summary>
    public static IEnumerable<(string Word, Value Element, Answer Answer)> Weakest(ImmutableArray<Answer> answers) =>
        from answer in answers
        from said in GuardrailConfig.Read(answer.Root)
        group (said.Element, Answer: answer) by (said.Word, Name: NameOf(said.Element)) into same
        let has = same.Select(s => s.Answer).Distinct().Count()
        where has == answers.Length || same.Key.Word == "detectOnly"
        let least = same.MinBy(s => Level(s.Element))
        select (same.Key.Word, Lowest(least.Element, same.Select(s => s.Element)), least.Answer);

    // Input and output may be lowest in different answers.
    private static Value Lowest(Value least, IEnumerable<Value> all)
    {
        if (least.AsMap is not { } map || map["input"] is not { Kind: ValueKind.Int }) return least;
        long Side(string side) => all.Min(v => v.AsMap![side].AsInt);
        return Value.Map([.. map.Keys.Select((k, i) => (k.AsString!, k.AsString is "input" or "output" ? Value.Of(Side(k.AsString)) : map.Values[i]))]);
    }

    // Two answers of one version and moment may differ: both count.
    private static IEnumerable<Answer> Newest(IGrouping<string, Answer> same)
    {
        var last = same.Max(Updated);
        return same.Where(a => Updated(a) == last);
    }

    private static DateTimeOffset Updated(Answer answer) => Answer.Time(answer.Root, "updatedAt");

    private static string Version(Answer answer) => answer.Root.Text("version") ?? "";

    private static long Number(Answer answer) =>
        long.TryParse(Version(answer), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string NameOf(Value element) => element.AsMap is not { } map ? element.ToString()
        : map["type"].AsString ?? map["name"].AsString ?? map["word"].AsString ?? element.ToString();

    private static double Level(Value element) => element.AsMap is not { } map ? 0
        : map["threshold"] is { Kind: ValueKind.Double } threshold ? threshold.AsDouble : map["input"].AsInt + map["output"].AsInt;

    private static IEnumerable<(string Id, string Version)> Uses(Snapshot snapshot)
    {
        var agents = snapshot.Of("get-agent").Select(a => AgentIds.Guardrail(a.Root.At("agent", "guardrailConfiguration")));
        var functions = FunctionAnswers.All(snapshot).Select(f => Functions.Guardrail([.. FunctionAnswers.Variables(f.Item)]));
        return from use in agents.Concat(functions)
               where use?.AsMap is not null
               let map = use.Value.AsMap
               where map["version"].AsString is { Length: > 0 }
               select (BareId(map["id"].AsString!), map["version"].AsString!);
    }

    private static string BareId(string id) => id[(id.LastIndexOf('/') + 1)..];
}
