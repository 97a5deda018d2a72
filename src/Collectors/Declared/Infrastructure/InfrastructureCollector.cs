using System.Runtime.CompilerServices;
using Plumbline.Collectors.Declared.Infrastructure.Arm;
using Plumbline.Collectors.Declared.Infrastructure.Bicep;
using Plumbline.Collectors.Declared.Infrastructure.CloudFormation;
using Plumbline.Collectors.Declared.Infrastructure.Plans;
using Plumbline.Collectors.Declared.Infrastructure.Terraform;
using Plumbline.Collectors.Declared.Infrastructure.Words;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Infrastructure;

/// <summary>Reads infrastructure code (Terraform, its plans, CloudFormation, ARM, Bicep) for the AI resources that it would make.</summary>
public sealed class InfrastructureCollector : ICollector
{
    private static readonly string[] Dialects = [Sources.Terraform, Sources.Plan, Sources.CloudFormation, Sources.Arm, Sources.Bicep];

    /// <inheritdoc/>
    public string Name => "infrastructure";

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => OwnWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var broken = Enumerable.Range(0, Dialects.Length).Select(_ => new List<(string Path, string Reason)>()).ToArray();
        TerraformFolders? folders = null;
        var (plans, stacks, templates, bicep) = (new PlanFiles(), new Stacks(), new Templates(), new BicepFolder());
        List<Resource> resources =
        [
            .. Isolation.Read("", broken[0], () => (folders = new TerraformFolders(scope, cancellation)).Resources()),
            .. Isolation.Read("", broken[1], () => plans.Resources(scope)),
            .. Isolation.Read("", broken[2], () => stacks.Resources(scope)),
            .. Isolation.Read("", broken[3], () => templates.Resources(scope)),
            .. Isolation.Read("", broken[4], () => bicep.Resources(scope)),
        ];
        var unmapped = new List<(string Source, string Path, string Reason)>();
        foreach (var estate in resources.GroupBy(r => (r.Source, r.Scope)).OrderBy(g => g.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            var lost = new List<(string Path, string Reason)>();
            foreach (var claim in Isolation.Read(estate.First().File, lost, () => Mapping.Read(new Estate(estate)))) yield return claim;
            unmapped.AddRange(lost.Select(l => (estate.Key.Source, l.Path, l.Reason)));
            // What lies in a resource that hangs on the same needs no sentence of its own.
            var unsure = estate.Where(r => r.Unsure is not null && Mapping.IsJudged(r.Type)).ToList();
            var told = unsure.SelectMany(r => r.Handles.Select(h => (h, r.Unsure))).ToHashSet();
            foreach (var resource in unsure.Where(r => !r.Parents.Any(p => told.Contains((p, r.Unsure))))) yield return Unsure(resource);
        }

        if (folders?.IsCut == true) yield return Unreadable(Sources.Terraform, "", "the Terraform folders make more resources or call more modules than are followed");
        List<(string Path, string Reason)>?[] unread = [folders?.Unread, plans.Unread, stacks.Unread, templates.Unread, bicep.Unread];
        for (var i = 0; i < Dialects.Length; i++)
            foreach (var (path, reason) in broken[i].Concat(unread[i] ?? [])) yield return Unreadable(Dialects[i], path, reason);
        foreach (var (source, path, reason) in unmapped) yield return Unreadable(source, path, reason);
        foreach (var (path, reason) in bicep.Unsure.Distinct()) yield return Missing(Sources.Bicep, path, reason, 0);
    }

    // It is judged as if it were made: what it would be is what the code says.
    private static Claim Unsure(Resource resource) => Missing(
        resource.Source, resource.File, $"whether `{resource.Address}` is made, and how often, hangs on {Subject.Quoted(resource.Unsure!)}, which is not known; it is judged as if it were made once", resource.Line);

    private static Claim Missing(string source, string path, string reason, int line) => new Gap(
        source, Plane.Declared, GapKind.Missing, reason, "give the parameter its value in a parameter file beside the code, or add the control plane's answers",
        new Reach(new AssetId(AssetKind.Workload, $"path:{path}")), ["workload.models"]).ToClaim(new Origin(source, path, line));

    // Which assets an unread file would have declared is not known; its folder's others are judged without it.
    private static Claim Unreadable(string source, string path, string reason) => new Gap(
        source, Plane.Declared, GapKind.Unreadable, reason, "mend the file (`terraform validate`, `cfn-lint`, `bicep build`), or leave it out of the scan",
        new Reach(new AssetId(AssetKind.Workload, $"path:{path}")), ["workload.models"]).ToClaim(new Origin(source, path));
}
