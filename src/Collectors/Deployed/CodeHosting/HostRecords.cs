using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Deployed.CodeHosting;

/// <summary>What one answer says of one branch.</summary>
internal sealed record BranchAnswer(string Repository, string Branch, bool IsProtected, bool? Admins, bool? Force, ReviewRule? Review, string By, Origin Origin);

/// <summary>A demand for reviews; -1 where the answer says how many in a way that is none.</summary>
internal sealed record ReviewRule(long Reviews, bool CodeOwners, bool DismissesStale, bool LastPush, IReadOnlyList<string> Bypass);

/// <summary>A ruleset and the branches that it is for.</summary>
internal sealed record Ruleset(string Owner, string? Repository, string Name, bool IsActive, IReadOnlyList<string> Include, IReadOnlyList<string> Exclude, ReviewRule? Review, Origin Origin);

/// <summary>An app's installation; <see cref="Repositories"/> is null where a selection is not listed.</summary>
internal sealed record AppInstallation(string App, string Account, string Selection, IReadOnlyList<string> Permissions, bool IsSuspended, IReadOnlyList<string>? Repositories, Origin Origin);

/// <summary>The answers of GitHub found in an estate.</summary>
internal sealed partial class HostRecords
{
    private const int Most = 5000;

    public List<BranchAnswer> Branches { get; } = [];

    public List<Ruleset> Rulesets { get; } = [];

    public List<AppInstallation> Installations { get; } = [];

    /// <summary>Default branches by repository.</summary>
    public Dictionary<string, (string Branch, Origin Origin)> Defaults { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts whose installations were listed to the end.</summary>
    public HashSet<string> Listed { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes a document; false where it is no answer of these.</summary>
    public bool Read(YamlNode root, Origin origin)
    {
        if (root is YamlList list) return list.Nodes.Take(Most).Aggregate(false, (any, n) => Read(n, origin with { Line = n.Line }) || any);
        if (root is not YamlMap) return false;
        if (root["installations"] is YamlList installations) return Installed(root, installations, origin);
        if (root["installation"] is YamlMap hooked && hooked["app_slug"] is not null) return Installation(hooked, Names(root["repositories"]), origin);
        if (root["app_slug"] is not null && root["permissions"] is YamlMap) return Installation(root, Names(root["repositories"]), origin);
        if (Protections().Match(root["url"]?.Text ?? "") is { Success: true } own && (root["enforce_admins"] ?? root["required_pull_request_reviews"] ?? root["required_status_checks"]) is not null) return Protection(root, own, origin);
        if (Protections().Match(root["protection_url"]?.Text ?? "") is { Success: true } listed) return Listing(root, listed, origin);
        if (root["enforcement"]?.Text is { } enforcement && root["source"]?.Text is { } source && root["target"]?.Text is null or "branch" && root["rules"] is YamlList rules) return OfRuleset(root, source, enforcement, rules, origin);
        if (root["full_name"]?.Text is { } name && root["default_branch"]?.Text is { } branch) return Default(name, branch, origin);
        return false;
    }

    private bool Default(string name, string branch, Origin origin)
    {
        Defaults[name.ToLowerInvariant()] = (branch, origin);
        return true;
    }

    private bool Protection(YamlNode root, Match at, Origin origin)
    {
        Branches.Add(new BranchAnswer(
            at.Groups[1].Value.ToLowerInvariant(), Uri.UnescapeDataString(at.Groups[2].Value), true, IsOn(root["enforce_admins"]), IsOn(root["allow_force_pushes"]),
            root["required_pull_request_reviews"] is YamlMap reviews ? Reviews(reviews) : null, "protection", origin));
        return true;
    }

    private bool Listing(YamlNode root, Match at, Origin origin)
    {
        Branches.Add(new BranchAnswer(at.Groups[1].Value.ToLowerInvariant(), root["name"]?.Text ?? Uri.UnescapeDataString(at.Groups[2].Value), root["protected"]?.Text == "true", null, null, null, "listing", origin));
        return true;
    }

    private bool OfRuleset(YamlNode root, string source, string enforcement, YamlList rules, Origin origin)
    {
        var review = rules.Nodes.OfType<YamlMap>().FirstOrDefault(r => r["type"]?.Text == "pull_request")?["parameters"];
        var bypass = (root["bypass_actors"] as YamlList)?.Nodes.OfType<YamlMap>().Take(Most).Select(a => $"{a["actor_type"]?.Text} {a["actor_id"]?.Text}".Trim()).ToList() ?? [];
        var isOfRepository = source.Contains('/', StringComparison.Ordinal);
        Rulesets.Add(new Ruleset(
            source.Split('/')[0].ToLowerInvariant(), isOfRepository ? source.ToLowerInvariant() : null, Masks.Of(root["name"]?.Text ?? "", [], 100), enforcement == "active",
            [.. root["conditions"]?["ref_name"]?["include"]?.Texts ?? []], [.. root["conditions"]?["ref_name"]?["exclude"]?.Texts ?? []],
            review is null ? null : Reviews(review) with { Bypass = bypass }, origin));
        return true;
    }

    private static ReviewRule Reviews(YamlNode node) => new(
        node["required_approving_review_count"] is { } count ? Number(count) ?? -1 : 0, IsOn(node["require_code_owner_reviews"] ?? node["require_code_owner_review"]) ?? false,
        IsOn(node["dismiss_stale_reviews"] ?? node["dismiss_stale_reviews_on_push"]) ?? false, IsOn(node["require_last_push_approval"]) ?? false,
        [.. Allowed(node, "apps", "slug"), .. Allowed(node, "teams", "slug"), .. Allowed(node, "users", "login")]);

    private static IEnumerable<string> Allowed(YamlNode node, string kind, string name) =>
        (node["bypass_pull_request_allowances"]?[kind] as YamlList)?.Nodes.Take(Most).Select(n => $"{kind.TrimEnd('s')} {n[name]?.Text}") ?? [];

    private bool Installed(YamlNode root, YamlList list, Origin origin)
    {
        var read = list.Nodes.OfType<YamlMap>().Take(Most).Count(i => Installation(i, Names(i["repositories"]), origin with { Line = i.Line }));
        if (Number(root["total_count"]) == read) Listed.UnionWith(list.Nodes.Select(n => n["account"]?["login"]?.Text?.ToLowerInvariant()).OfType<string>());
        return read > 0 || list.Nodes.IsEmpty;
    }

    private bool Installation(YamlNode node, IReadOnlyList<string>? repositories, Origin origin)
    {
        if (node["app_slug"]?.Text is not { } app || node["permissions"] is not YamlMap permissions) return false;
        Installations.Add(new AppInstallation(
            app.ToLowerInvariant(), node["account"]?["login"]?.Text?.ToLowerInvariant() ?? "", node["repository_selection"]?.Text ?? "",
            [.. permissions.Entries.Take(200).Select(p => $"{p.Key}: {p.Node.Text}").Order(StringComparer.Ordinal)], node["suspended_at"]?.Text is not null, repositories, origin));
        return true;
    }

    private static List<string>? Names(YamlNode? list) =>
        list is YamlList all ? [.. all.Nodes.Take(Most).Select(r => r["full_name"]?.Text?.ToLowerInvariant()).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : null;

    private static bool? IsOn(YamlNode? node) => (node?["enabled"] ?? node)?.Text switch { "true" => true, "false" => false, _ => null };

    private static long? Number(YamlNode? node) => long.TryParse(node?.Text, out var number) && number >= 0 ? number : null;

    [GeneratedRegex(@"/repos/([\w.-]{1,100}/[\w.-]{1,100})/branches/([^?#\s]{1,300})/protection$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Protections();
}
