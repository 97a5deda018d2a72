using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.AzureSnapshot;

/// <summary>The answers of an estate by the account that they are about, and what is said with them the same way by all readers.</summary>
internal sealed class AzureEstate(AzureResources resources)
{
    private readonly ILookup<string, AzureResource> byEndpoint = resources.All.ToLookup(r => r.Id.Service, StringComparer.Ordinal);

    /// <summary>Subscriptions and their names.</summary>
    public IReadOnlyList<(string File, string Id, string Name)> Subscriptions => resources.Subscriptions;

    /// <summary>Ids of the accounts that any answer is about.</summary>
    public ImmutableArray<string> Endpoints { get; } = [.. resources.All.Select(r => r.Id.Service).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The account itself, as one answer has it: of several the one that says most; null where none does.</summary>
    public AzureResource? Account(string endpoint) => byEndpoint[endpoint].Where(r => r.Id.IsAccount)
        .OrderByDescending(r => r.Body.GetRawText().Length).ThenBy(r => r.File, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The account's children of a type, each once.</summary>
    public IEnumerable<AzureResource> Children(string endpoint, string type) =>
        byEndpoint[endpoint].Where(r => r.Id.Child(type) is not null).GroupBy(r => r.Id.Text, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.OrderByDescending(r => r.Body.GetRawText().Length).ThenBy(r => r.File, StringComparer.Ordinal).First());

    /// <summary>The account's diagnostic settings, each once.</summary>
    public IEnumerable<AzureResource> DiagnosticSettings(string endpoint) =>
        byEndpoint[endpoint].Where(r => r.Id.DiagnosticSetting is not null).DistinctBy(r => r.Id.Text);

    /// <summary>The file that lists all of a thing of an account: a list with elements of it, or an empty one that its path gives to the account.</summary>
    public string? Listing(string endpoint, Func<ArmId, bool> isIt, string command) =>
        byEndpoint[endpoint].FirstOrDefault(r => r.IsListed && isIt(r.Id))?.File
        ?? resources.Empty.FirstOrDefault(e => e.File.Contains(command, StringComparison.OrdinalIgnoreCase) && Names(e.File, endpoint))?.File;

    /// <summary>What an answer says, without a clock of its own.</summary>
    public static Claim Say(AssetId subject, string word, Value value, string file) =>
        new(subject, word, Plane.Deployed, value, new Origin(AzureSnapshotCollector.Source, file), DateTimeOffset.MinValue);

    /// <summary>An answer would have used these words of an asset.</summary>
    public static Claim Cover(AssetId asset, string file, params ImmutableArray<string> words) =>
        new Coverage(AzureSnapshotCollector.Source, Plane.Deployed, new Reach(asset), words).ToClaim(new Origin(AzureSnapshotCollector.Source, file));

    /// <summary>The asset of an account.</summary>
    public static AssetId Asset(string endpoint) => new(AssetKind.Endpoint, endpoint);

    // `diagnostic-settings-list-NAME.json`, or a folder of that name; a name that only starts like it is another's.
    private bool Names(string file, string endpoint)
    {
        var id = ArmId.Parse(endpoint)!;
        var path = file.ToLowerInvariant();
        if (Endpoints.Any(e => e != endpoint && ArmId.Parse(e)!.Name == id.Name) && !path.Contains(id.Subscription, StringComparison.Ordinal)) return false;
        return path.Split('/').Any(part => part == id.Name || part.Split('.')[0].EndsWith("-" + id.Name, StringComparison.Ordinal));
    }
}
