using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.CodeHosting;

/// <summary>Puts together what several answers say of one repository or one app.</summary>
internal sealed class HostClaims(HostRecords records)
{
    // Products that write code by themselves. Other apps with write access (updates of dependencies, releases) are writers and no agents.
    private static readonly HashSet<string> Agents = new(StringComparer.Ordinal)
    {
        "copilot-swe-agent", "copilot", "github-copilot", "copilot-pull-request-reviewer", "claude", "claude-for-github", "anthropic-claude", "cursor", "cursor-agent", "chatgpt-codex-connector", "chatgpt-connector", "openai-codex", "codex",
        "devin-ai-integration", "google-labs-jules", "jules", "gemini-code-assist", "openhands-ai", "openhands-agent", "amazon-q-developer", "amazon-q-for-github", "sweep-ai", "sweep-nightly", "codegen-sh", "factory-droid", "ellipsis-dev",
        "coderabbitai", "greptile-apps", "qodo-merge-pro", "qodo-code-review", "sourcegraph-amp", "ampcode", "windsurf-bot", "replit-agent", "tembo", "charlie-labs", "blackbox-ai", "kilo-code-bot", "roomote", "continue-agent", "warp-agent", "lovable-dev", "bolt-new-by-stackblitz", "v0",
    };

    /// <summary>Every claim, repositories first.</summary>
    public IEnumerable<Claim> All()
    {
        var names = records.Branches.Select(b => b.Repository).Concat(records.Rulesets.Select(r => r.Repository).OfType<string>()).Concat(records.Installations.SelectMany(i => i.Repositories ?? [])).Concat(records.Defaults.Keys)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return names.SelectMany(OfRepository).Concat(records.Installations.Where(i => Agents.Contains(i.App)).SelectMany(OfAgent));
    }

    /// <summary>The id of a repository.</summary>
    private static AssetId Id(string repository) => new(AssetKind.Repository, "github:" + repository);

    private static AssetId AgentId(AppInstallation one) => new(AssetKind.CodingAgent, $"github-app:{one.App}:{one.Account}");

    private static bool Writes(AppInstallation one) => one.Permissions.Contains("contents: write");

    private IEnumerable<Claim> OfRepository(string repository)
    {
        var id = Id(repository);
        var answers = records.Branches.Where(b => b.Repository == repository).ToList();
        var writers = records.Installations.Where(i => Writes(i) && !i.IsSuspended && Reaches(i, repository)).ToList();
        var first = answers.Select(a => a.Origin).Concat(records.Defaults.TryGetValue(repository, out var known) ? [known.Origin] : []).Concat(writers.Select(w => w.Origin))
            .Concat(records.Rulesets.Where(r => r.Repository == repository).Select(r => r.Origin)).Concat(records.Installations.Where(i => i.Repositories?.Contains(repository) == true).Select(i => i.Origin)).First();
        yield return Say(id, "name", Value.Of(repository), first);
        foreach (var branch in answers.GroupBy(a => a.Branch, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)) yield return Branch(id, repository, branch.Key, [.. branch]);
        if (answers.Count > 0) yield return new Coverage(CodeHostingCollector.Source, Plane.Deployed, new Reach(Asset: id), ["repository.branches"]).ToClaim(first);
        foreach (var one in writers)
            yield return Say(id, "writers", Value.Map(("app", Value.Of(one.App)), ("agent", Value.Of(Agents.Contains(one.App))), ("selection", Value.Of(one.Selection)), ("workflows", Value.Of(one.Permissions.Contains("workflows: write")))), one.Origin);
        var owner = repository.Split('/')[0];
        // A selection that nobody listed may hold any repository of its account.
        if (records.Listed.Contains(owner) && !records.Installations.Any(i => i.Account == owner && i.Selection == "selected" && i.Repositories is null && Writes(i)))
            yield return new Coverage(CodeHostingCollector.Source, Plane.Deployed, new Reach(Asset: id), ["repository.writers"]).ToClaim(first);
    }

    private Claim Branch(AssetId id, string repository, string branch, List<BranchAnswer> answers)
    {
        var isMain = IsMain(repository, branch);
        var rulesets = records.Rulesets.Where(r => r.IsActive && Holds(r, repository, branch, isMain)).ToList();
        var reviews = answers.Select(a => a.Review).Concat(rulesets.Select(r => r.Review)).OfType<ReviewRule>().ToList();
        var origin = answers.Where(a => a.By == "protection").Concat(answers).First().Origin;
        return Say(id, "branches", Value.Map(
            ("branch", Value.Of(branch)), ("main", Value.Of(isMain)), ("isProtected", Value.Of(rulesets.Count > 0 || answers.Any(a => a.IsProtected))),
            ("told", Value.Of(reviews.Any(r => r.Reviews > 0) || (reviews.All(r => r.Reviews >= 0) && answers.Any(a => a.By == "protection" || !a.IsProtected)))),
            ("reviews", Value.Of(reviews.Select(r => r.Reviews).Append(0).Max())), ("codeOwners", Value.Of(reviews.Any(r => r.CodeOwners))), ("dismissesStale", Value.Of(reviews.Any(r => r.DismissesStale))),
            ("lastPush", Value.Of(reviews.Any(r => r.LastPush))), ("admins", Value.Of(answers.Any(a => a.Admins == true))), ("force", Value.Of(answers.Any(a => a.Force == true))),
            ("bypass", Value.List(reviews.SelectMany(r => r.Bypass).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))),
            ("by", Value.List(answers.Select(a => a.By).Concat(rulesets.Select(r => "ruleset " + r.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)))), origin);
    }

    private bool IsMain(string repository, string branch) => records.Defaults.TryGetValue(repository, out var known) ? known.Branch == branch : branch is "main" or "master";

    // A ruleset of an organization is for repositories that its answer names by patterns; without them it may be for any, and weakens no finding.
    private static bool Holds(Ruleset ruleset, string repository, string branch, bool isMain) =>
        ruleset.Repository == repository && ruleset.Include.Any(p => Fits(p, branch, isMain)) && !ruleset.Exclude.Any(p => Fits(p, branch, isMain));

    private static bool Fits(string pattern, string branch, bool isMain) => pattern switch
    {
        "~ALL" => true,
        "~DEFAULT_BRANCH" => isMain,
        _ => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, "refs/heads/" + branch, ignoreCase: false),
    };

    private static bool Reaches(AppInstallation one, string repository) => one.Selection == "all" ? repository.StartsWith(one.Account + "/", StringComparison.Ordinal) : one.Repositories?.Contains(repository) == true;

    private static IEnumerable<Claim> OfAgent(AppInstallation one)
    {
        var id = AgentId(one);
        yield return Say(id, "name", Value.Of(one.App + (one.Account.Length > 0 ? " on " + one.Account : "")), one.Origin);
        yield return Say(id, "installations", Value.Map(
            ("app", Value.Of(one.App)), ("account", Value.Of(one.Account)), ("selection", Value.Of(one.Selection)), ("repositories", Value.List(one.Repositories ?? [])), ("listed", Value.Of(one.Selection == "all" || one.Repositories is not null)),
            ("writes", Value.Of(Writes(one))), ("permissions", Value.List(one.Permissions)), ("suspended", Value.Of(one.IsSuspended))), one.Origin);
        yield return new Coverage(CodeHostingCollector.Source, Plane.Deployed, new Reach(Asset: id), ["coding-agent.installations"]).ToClaim(one.Origin);
        foreach (var repository in Writes(one) ? one.Repositories ?? [] : []) yield return new Relation(id, "writes", Id(repository)).ToClaim(Plane.Deployed, one.Origin, DateTimeOffset.MinValue);
        if (one.Selection == "selected" && one.Repositories is null && Writes(one) && !one.IsSuspended)
            yield return new Gap(
                CodeHostingCollector.Source, Plane.Deployed, GapKind.Missing, $"which repositories `{one.App}` may reach on `{one.Account}` is not exported",
                "save the `installation` webhook, or add the `repositories` of the installation to its answer", new Reach(Asset: id), ["repository.writers"]).ToClaim(one.Origin);
    }

    private static Claim Say(AssetId id, string word, Value value, Origin origin) => new(id, word, Plane.Deployed, value, origin, DateTimeOffset.MinValue);
}
