using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>Which stored version a workload gets: the one with its environment's label, or the one that it names.</summary>
/// <remarks>A prompt in a store is the workload's where its name is that of an approved prompt of the workload, or any of its versions has the text of one: renaming hides nothing.</remarks>
internal sealed class ServedVersions
{
    private static readonly ImmutableArray<string> Naming = ["models", "configured", "calls", "invocations", "uses"];
    private readonly ImmutableArray<Claim> stored;
    private readonly ILookup<string, Claim> lines;

    private ServedVersions(IReadOnlyCollection<Claim> claims)
    {
        stored = [.. claims.Where(c => c.Property == "versions" && c.Subject.Kind == AssetKind.Prompt && c.Origin.Source == PromptStoresCollector.Source && Text(c, "variant").Length == 0)];
        lines = claims.Where(c => c.Property == "lines" && c.Subject.Kind == AssetKind.Prompt && c.Origin.Source == PromptStoresCollector.Source).ToLookup(c => $"{c.Subject.Key}\n{Text(c, "prompt")}");
    }

    /// <summary>What follows for workloads.</summary>
    public static IEnumerable<Claim> Of(IReadOnlyCollection<Claim> claims)
    {
        var served = new ServedVersions(claims);
        return served.stored.IsEmpty ? [] : served.ByLabel(claims).Concat(served.ByName(claims)).Concat(served.ByCode(claims));
    }

    private IEnumerable<Claim> ByLabel(IReadOnlyCollection<Claim> claims)
    {
        var environments = claims.Where(c => c is { Property: "environment", Plane: Plane.Approved, Subject.Kind: AssetKind.Workload }).ToLookup(c => c.Subject, c => EnvironmentName.Of(c.Value.AsString));
        foreach (var workload in claims.Where(c => c is { Property: "prompts", Plane: Plane.Approved, Subject.Kind: AssetKind.Workload }).GroupBy(c => c.Subject).OrderBy(g => g.Key))
        {
            if (environments[workload.Key].FirstOrDefault() is not { Length: > 0 } environment) continue;
            foreach (var prompt in Linked(workload))
            {
                var labelled = prompt.Where(v => v.Value.AsMap!["labels"].AsList!.Items.Any(l => Environment(l.AsString!) == environment)).ToList();
                foreach (var version in labelled) foreach (var claim in Give(workload.Key, version, version.Value)) yield return claim;
            }
        }
    }

    // Whoever calls a model by the ARN of a prompt gets that version, and without a number the draft.
    private IEnumerable<Claim> ByName(IReadOnlyCollection<Claim> claims)
    {
        var named = from claim in claims
                    where claim.Subject.Kind == AssetKind.Workload && Naming.Contains(claim.Property)
                    from id in Ids(claim.Value)
                    let prompt = BedrockPrompts.Named(id)
                    where prompt is not null
                    select (claim.Subject, prompt.Value.Prompt, prompt.Value.Version);
        foreach (var (subject, prompt, number) in named.Distinct().OrderBy(n => n.Subject).ThenBy(n => n.Prompt, StringComparer.Ordinal).ThenBy(n => n.Version, StringComparer.Ordinal))
        {
            if (stored.FirstOrDefault(v => v.Subject.Key == prompt && Text(v, "version") == number) is not { } version)
            {
                if (stored.FirstOrDefault(v => v.Subject.Key == prompt) is { } other)
                    yield return Lack(subject, Text(other, "name"), number, $"run `aws bedrock-agent get-prompt --prompt-identifier {prompt}{(number == StoredPrompt.Draft ? "" : $" --prompt-version {number}")} --output json` and save the answer", other);
                continue;
            }

            foreach (var claim in Give(subject, version, With(version.Value, "labels", Value.List(Referenced(version))))) yield return claim;
        }
    }

    // Code that asks a store by name gets the version that has the number or the label it asks for.
    private IEnumerable<Claim> ByCode(IReadOnlyCollection<Claim> claims)
    {
        var asked = claims.Where(c => c is { Property: "fetches", Subject.Kind: AssetKind.Workload }).Select(c => (c.Subject, Store: Text(c, "store"), Name: Text(c, "name"), Label: Text(c, "label"), Version: Text(c, "version")));
        foreach (var (subject, store, name, label, version) in asked.Where(a => a.Label.Length + a.Version.Length > 0).Distinct().OrderBy(a => a.Subject).ThenBy(a => a.ToString(), StringComparer.Ordinal))
        {
            var there = stored.Where(v => Text(v, "store") == store && Text(v, "name") == name).ToList();
            var given = there.FindAll(v => version.Length > 0 ? Text(v, "version") == version : Labels(v).Contains(label, StringComparer.Ordinal));
            if (given.Count == 0 && there.Count > 0) yield return Lack(subject, name, version.Length > 0 ? version : label, $"save the answer of `GET /api/public/v2/prompts/{Uri.EscapeDataString(name)}?{(version.Length > 0 ? "version" : "label")}={Uri.EscapeDataString(version.Length > 0 ? version : label)}`", there[0]);
            foreach (var one in given) foreach (var claim in Give(subject, one, With(one.Value, "labels", Value.List(Referenced(one))))) yield return claim;
        }
    }

    private static IEnumerable<string> Labels(Claim version) => version.Value.AsMap!["labels"].AsList!.Items.Select(i => i.AsString!);

    private static IEnumerable<string> Referenced(Claim version) => Labels(version).Append("referenced").Distinct(StringComparer.Ordinal);

    private IEnumerable<IGrouping<AssetId, Claim>> Linked(IGrouping<AssetId, Claim> workload)
    {
        var names = workload.Select(c => Plain(Text(c, "name"))).ToHashSet(StringComparer.Ordinal);
        var hashes = workload.Select(c => Text(c, "hash")).ToHashSet(StringComparer.Ordinal);
        return stored.GroupBy(v => v.Subject).Where(p => p.Any(v => names.Contains(Plain(Text(v, "name"))) || hashes.Contains(Text(v, "hash")))).OrderBy(p => p.Key);
    }

    private IEnumerable<Claim> Give(AssetId workload, Claim version, Value value)
    {
        yield return new Claim(workload, "storedPrompts", Plane.Deployed, value, version.Origin, version.Time);
        foreach (var line in lines[$"{version.Subject.Key}\n{Text(version, "hash")}"]) yield return line with { Subject = workload, Property = "storedLines" };
        yield return new Coverage(PromptStoresCollector.Source, Plane.Deployed, new Reach(workload), ["workload.storedPrompts", "workload.storedLines"]).ToClaim(version.Origin);
    }

    private static Claim Lack(AssetId workload, string name, string version, string fix, Claim other) => new Gap(
        PromptStoresCollector.Source, Plane.Deployed, GapKind.Missing, $"version `{version}` of prompt `{name}`, which `{workload.Key}` names, is not in the export",
        fix, new Reach(workload), ["workload.storedPrompts", "workload.storedLines"]).ToClaim(other.Origin);

    private static string Environment(string label) => label.Trim().ToLowerInvariant() switch
    {
        "champion" => "production",
        "challenger" or "candidate" => "staging",
        var other => EnvironmentName.Of(other),
    };

    private static IEnumerable<string> Ids(Value value)
    {
        if (value.AsMap is not { } map) return [];
        return ((string[])["id", "model"]).Select(f => map[f].AsString).OfType<string>().Concat(map["models"].AsList?.Items.Select(i => i.AsString).OfType<string>() ?? []);
    }

    private static Value With(Value value, string field, Value other)
    {
        var map = value.AsMap!;
        return Value.Map([.. Enumerable.Range(0, map.Count).Select(i => (map.Keys[i].AsString!, map.Keys[i].AsString == field ? other : map.Values[i]))]);
    }

    private static string Text(Claim claim, string field) => claim.Value.AsMap?[field].AsString ?? "";

    // `Loan_System`, `prompts/loan-system` and `loan system` are one name.
    private static string Plain(string name) => name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant().Replace('_', '-').Replace(' ', '-').Replace('.', '-');
}
