using System.Globalization;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.GoogleSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot.Answers;

/// <summary>Request-response logging of publisher models, location by location. Where one of them is not logged whole, its prompts are not seen.</summary>
internal sealed class RequestLogs : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        foreach (var group in snapshot.Of(AnswerKind.RequestLog).GroupBy(snapshot.HomeOf).OrderBy(g => g.Key.Project).ThenBy(g => g.Key.Location))
        {
            var answers = group.OrderBy(a => a.Origin).ToList();
            if (group.Key is not { Project: { } project, Location: { } location })
            {
                foreach (var answer in answers)
                {
                    yield return Lack(
                        Nowhere(answer), answer, $"`{answer.File.Path}` does not say of which project and location it is the answer",
                        "save it under `google/PROJECT/LOCATION/`", "account.invocationLogging");
                }

                continue;
            }

            foreach (var claim in Account(answers, new AssetId(AssetKind.Account, $"{project}/{location}"), group.Key)) yield return claim;
        }
    }

    private static IEnumerable<Claim> Account(List<Answer> answers, AssetId account, Home home)
    {
        var configs = answers.ConvertAll(a => a.Root.At("loggingConfig"));
        var isOn = configs.TrueForAll(c => c.Flag("enabled") == true);
        var destinations = configs.Select(c => c.Text("bigqueryDestination", "outputUri")).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        foreach (var claim in Facts(account, null, home, answers[0])) yield return claim;
        yield return Say(account, "invocationLogging", Value.Map(
            ("enabled", Value.Of(isOn)), ("text", Value.Of(isOn)), ("destination", Value.Of(string.Join(' ', destinations)))), answers[0]);
        yield return Cover(new Reach(Asset: account), answers[0], "account.invocationLogging");
        for (var i = 0; i < answers.Count; i++)
        {
            if (Why(configs[i]) is not { } why) continue;
            yield return Dark(
                home.Reach, answers[i], $"request-response logging of a model {why} in project `{home.Project}` location `{home.Location}`",
                "set `loggingConfig` with `enabled` true, `samplingRate` 1 and a `bigqueryDestination` with the method `setPublisherModelConfig` of the model",
                "workload.invocations", "workload.logged", "workload.tools", "workload.safety");
        }
    }

    private static string? Why(JsonElement config)
    {
        if (config.Flag("enabled") != true) return "is off";
        var rate = config.At("samplingRate") is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var read) ? read : 1;
        return rate < 1 ? string.Create(CultureInfo.InvariantCulture, $"keeps {rate * 100:0.##} % of the requests") : null;
    }
}
