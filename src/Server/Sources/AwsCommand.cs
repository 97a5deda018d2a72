using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Plumbline.Clouds.Aws;
using Plumbline.Clouds.Calls;

namespace Plumbline.Server.Sources;

/// <summary>`plumb sources aws --region REGION --to FOLDER`: reads one account.</summary>
internal static class AwsCommand
{
    private const int Read = 0;
    private const int Usage = 2;
    private const int Incomplete = 3;

    public static Command Make()
    {
        var regions = new Option<string[]>("--region") { Description = "a region that is read; again for each", DefaultValueFactory = _ => [] };
        var profile = Text("--profile", "a profile of the shared AWS files (default: the keys of the environment, else AWS_PROFILE, else `default`)");
        var (role, external) = (Text("--role", "the ARN of a role to take"), Text("--external-id", "what the role's trust policy asks for"));
        var to = Text("--to", "the folder that answers are saved in, each account under its number");
        var endpoint = Text("--endpoint", "one address where all services answer instead of their own; http for loopback only");
        var atOnce = new Option<int>("--at-once") { Description = "most requests under way together, 1 to 64", DefaultValueFactory = _ => Bounds.Usual.AtOnce };
        var command = new Command("aws", "Read what an AWS account has configured for AI, and save it as the AWS command line would.") { regions, profile, role, external, to, endpoint, atOnce };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(to) is not { Length: > 0 } folder) return Say("say where the answers are saved: --to FOLDER, which `plumb scan FOLDER` reads", Usage);
            if (parsed.GetValue(endpoint) is { } written && Addresses.Refusal(written) is { } refusal) return Say(refusal, Usage);
            if (parsed.GetValue(atOnce) is var most && most is < 1 or > 64) return Say($"`{most}` is no number of requests; choose 1 to 64", Usage);
            var settings = new AwsSettings([.. parsed.GetRequiredValue(regions).SelectMany(r => r.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()])
            {
                Profile = parsed.GetValue(profile), Role = parsed.GetValue(role), ExternalId = parsed.GetValue(external), Bounds = Bounds.Usual with { AtOnce = most },
                Endpoint = parsed.GetValue(endpoint) is { } url ? new Uri(url) : null,
            };
            return settings.Problem() is { } problem ? Say(problem, Usage) : await RunAsync(settings, folder, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(AwsSettings settings, string folder, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var network = Addresses.Handler();
        var (reading, problem) = await AwsReader.ReadAsync(
            settings, network, Environment.GetEnvironmentVariable, TimeProvider.System, () => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20), cancellation).ConfigureAwait(false);
        if (reading is null) return Say(problem!, Usage);
        if (AnswerFolder.Write(reading, folder, TimeProvider.System.GetUtcNow()) is { } unwritten) return Say(unwritten, Incomplete);
        var (counts, seconds) = (reading.Counts, TimeProvider.System.GetElapsedTime(began).TotalSeconds);
        var missing = counts.Refused + counts.Failed;
        return Say(
            string.Create(CultureInfo.InvariantCulture, $"account {reading.Account} read as `{reading.Caller}`: {reading.Answers.Length} answers by {counts.Requests} requests ({counts.Retries} again) in {seconds:0.0} s")
            + (missing == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {counts.Refused} not permitted, {counts.Failed} failed, which a scan tells as gaps"))
            + $"; `plumb scan {folder}` reads them", missing == 0 ? Read : Incomplete);
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static int Say(string message, int exit)
    {
        Console.Error.WriteLine($"plumb: {message}");
        return exit;
    }
}
