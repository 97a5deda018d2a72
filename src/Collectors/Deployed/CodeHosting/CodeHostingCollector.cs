using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.CodeHosting;

/// <summary>Reads saved answers of GitHub: branch protection, rulesets, branches, and installations of apps.</summary>
public sealed class CodeHostingCollector : ICollector
{
    internal const string Source = "code-hosting";

    private static readonly byte[][] Marks =
        ["\"required_pull_request_reviews\""u8.ToArray(), "\"enforce_admins\""u8.ToArray(), "\"protection_url\""u8.ToArray(), "\"repository_selection\""u8.ToArray(), "\"app_slug\""u8.ToArray(), "\"enforcement\""u8.ToArray(), "\"default_branch\""u8.ToArray()];

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Deployed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => HostWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var records = new HostRecords();
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.Length is 0 or > SettingsText.Largest || !MayBe(file)) continue;
            if (SettingsText.Read(file, out var reason) is { } root) records.Read(root, new Origin(Source, file.Path, 1));
            else if (IsCertain(file)) yield return Unreadable(file, reason!);
        }

        foreach (var claim in new HostClaims(records).All()) yield return claim;
    }

    private static bool MayBe(EstateFile file)
    {
        var head = Content.Head(file);
        foreach (var mark in Marks) if (head.IndexOf(mark) >= 0) return true;
        return false;
    }

    private static bool IsCertain(EstateFile file) => Marks[..5].Any(m => Content.Head(file).IndexOf(m) >= 0);

    private static Claim Unreadable(EstateFile file, string reason) => new Gap(
        Source, Plane.Deployed, GapKind.Unreadable, reason, $"export `{file.Path}` again and save its whole output",
        Reach.Everything, ["repository.branches", "repository.writers", "coding-agent.installations"]).ToClaim(new Origin(Source, file.Path));
}
