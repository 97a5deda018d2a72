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
        var folders = new TerraformFolders(scope, cancellation);
        var (plans, stacks, templates, bicep) = (new PlanFiles(), new Stacks(), new Templates(), new BicepFolder());
        var resources = folders.Resources().Concat(plans.Resources(scope)).Concat(stacks.Resources(scope)).Concat(templates.Resources(scope)).Concat(bicep.Resources(scope)).ToList();
        foreach (var estate in resources.GroupBy(r => (r.Source, r.Scope)).OrderBy(g => g.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var claim in Mapping.Read(new Estate(estate))) yield return claim;
        }

        if (folders.IsCut) yield return Unreadable(Sources.Terraform, "", "the Terraform folders make more resources or call more modules than are followed");
        foreach (var (path, reason) in folders.Unread) yield return Unreadable(Sources.Terraform, path, reason);
        foreach (var (path, reason) in plans.Unread) yield return Unreadable(Sources.Plan, path, reason);
        foreach (var (path, reason) in stacks.Unread) yield return Unreadable(Sources.CloudFormation, path, reason);
        foreach (var (path, reason) in templates.Unread) yield return Unreadable(Sources.Arm, path, reason);
        foreach (var (path, reason) in bicep.Unread) yield return Unreadable(Sources.Bicep, path, reason);
    }

    // Which assets an unread file would have declared is not known; its folder's others are judged without it.
    private static Claim Unreadable(string source, string path, string reason) => new Gap(
        source, Plane.Declared, GapKind.Unreadable, reason, "mend the file (`terraform validate`, `cfn-lint`, `bicep build`), or leave it out of the scan",
        new Reach(new AssetId(AssetKind.Workload, $"path:{path}")), ["workload.models"]).ToClaim(new Origin(source, path));
}
