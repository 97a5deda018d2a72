using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>Folds request records of accounts into calls; the order of files and records makes no difference.</summary>
/// <param name="source">The collector.</param>
/// <param name="known">What the control plane says of the accounts.</param>
internal sealed partial class CallFold(string source, KnownEndpoints known)
{
    private readonly Dictionary<(string Endpoint, string Request), CallRow> rows = [];

    /// <summary>Which accounts and regions were looked at.</summary>
    public Reaches Reaches { get; } = new(source, ["workload.calls"], "Azure request log");

    /// <summary>Adds one record of the categories `RequestResponse` or `AzureOpenAIRequestUsage`.</summary>
    public void Add(LogRecord record, ArmId resource, string category, DateTimeOffset time, string file, int place)
    {
        var namesCallers = category == "REQUESTRESPONSE";
        var region = ArmId.Region(record.Text("location") ?? known.RegionOf(resource.Service) ?? "");
        if (namesCallers) Reaches.Saw(resource.Subscription, region, time, file);
        var request = record.Text("correlationid") ?? $"{file}#{place}";
        var origin = new Origin(source, file, place, record.Text("correlationid"), record.Text("operationname"));
        if (!rows.TryGetValue((resource.Service, request), out var row))
        {
            rows[(resource.Service, request)] = row = new CallRow
            {
                Endpoint = resource.Service, Subscription = resource.Subscription, Request = record.Text("correlationid") ?? "", Time = time, Origin = origin,
            };
        }

        row.Add(record, time, origin, namesCallers);
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        var calls = new Dictionary<CallKey, Tally>();
        foreach (var row in rows.Values.Where(IsCall))
        {
            var key = Key(row);
            if (!calls.TryGetValue(key, out var tally)) calls[key] = tally = new Tally();
            tally.Add(row.Time, row.Request, row.Origin);
        }

        var named = new HashSet<(string, string?)>();
        foreach (var (key, tally) in calls.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal))
        {
            yield return key.ToClaim(tally);
            if (named.Add((key.Caller.Id, key.Endpoint))) foreach (var fact in key.Caller.Facts(key.Endpoint, tally.Origin!, tally.Last)) yield return fact;
            if (tally.Requests.IsCut) Reaches.Cut(key.Caller.Asset, "workload.calls", tally.Origin!);
        }

        foreach (var claim in Reaches.ToClaims()) yield return claim;
    }

    // Reading a file list or a thread asks no model.
    private static bool IsCall(CallRow row) => !row.HasFailed && (row.Deployment is not null || row.Model is not null || Inference().IsMatch(row.Operation ?? ""));

    private CallKey Key(CallRow row)
    {
        var deployment = row.Deployment is null ? null : known.Deployment(row.Endpoint, row.Deployment);
        var region = ArmId.Region(row.Region ?? known.RegionOf(row.Endpoint) ?? "");
        var name = row.Deployment ?? row.Model ?? "";
        var unknown = Value.Unknown(name.Length == 0 ? "the log does not say which model was called" : $"neither the log nor an answer of the control plane says which model `{name}` is");
        var model = row.Model is { } said ? Value.Of(AzureModel.Base(said, row.Version ?? VersionOf(deployment, said)))
            : deployment is not null ? Value.Of(deployment.Base) : unknown;
        var pinned = deployment is null ? Value.Unknown($"no answer of the control plane says whether deployment `{name}` keeps its version")
            : Value.Of(deployment is { HasVersion: true, Upgrade: "never" or "" });
        return new CallKey(
            CallerOf(row, region), row.Endpoint, name, model, pinned, row.Operation ?? "", region, known.Landed(row.Endpoint, row.Deployment ?? "", region),
            known.Interface(row.Endpoint, row.Address), row.NamesCallers ? Value.Of(row.Caller is null) : Value.Unknown("the log of usage names no caller"));
    }

    private static string? VersionOf(AzureDeployment? deployment, string model) =>
        deployment is not null && deployment.Base.StartsWith(model + "-", StringComparison.OrdinalIgnoreCase) ? deployment.Base[(model.Length + 1)..] : null;

    private static Caller CallerOf(CallRow row, string region)
    {
        if (row.Caller is { } identity) return new Caller(identity, identity, row.Subscription);
        var account = ArmId.Parse(row.Endpoint)!.Name;
        return row.Deployment is { } deployment
            ? new Caller(KnownEndpoints.DeploymentId(row.Endpoint, deployment), $"{account}/{deployment.ToLowerInvariant()}", row.Subscription, region)
            : new Caller(row.Endpoint, account, row.Subscription, region);
    }

    [GeneratedRegex("completion|embedding|response|message|image|audio|transcri|translat|speech|realtime|video", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Inference();
}
