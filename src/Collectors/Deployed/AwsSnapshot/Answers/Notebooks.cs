using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>SageMaker notebook instances and Studio domains: where people work on models by hand.</summary>
internal sealed class Notebooks : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (answer, item) in Newest(snapshot.Of("describe-notebook-instance").Select(a => (a, a.Root)), (_, i) => i.Text("NotebookInstanceArn"), Changed))
        {
            told.Add(item.Text("NotebookInstanceArn")!);
            foreach (var claim in Instance(answer, item)) yield return claim;
        }

        foreach (var (answer, item) in Newest(snapshot.Of("describe-domain").Select(a => (a, a.Root)), (_, i) => i.Text("DomainArn"), Changed))
            foreach (var claim in Domain(answer, item)) yield return claim;

        var listed = from list in snapshot.Of("list-notebook-instances") from item in list.Root.Elements("NotebookInstances") select (list, item);
        foreach (var (answer, item) in Newest(listed, (_, i) => i.Text("NotebookInstanceArn"), Changed).Where(l => !told.Contains(l.Item.Text("NotebookInstanceArn")!)))
        {
            var id = new AssetId(AssetKind.Notebook, item.Text("NotebookInstanceArn")!);
            foreach (var claim in Facts(id, item.Text("NotebookInstanceName"), answer.HomeOf(id.Key), answer, Changed(item))) yield return claim;
            yield return Lack(
                new Reach(Asset: id), answer, $"how notebook `{item.Text("NotebookInstanceName")}` is configured is not in the snapshot",
                $"run `aws sagemaker describe-notebook-instance --notebook-instance-name {item.Text("NotebookInstanceName")} --output json` and save the answer",
                "notebook.internet", "notebook.root", "notebook.vpc", "notebook.customerKey", "notebook.metadataVersion");
        }
    }

    private static DateTimeOffset Changed(JsonElement item) => Answer.Time(item, "LastModifiedTime");

    // What the answer leaves out has the service's default: internet on, root on, version 1.
    private static IEnumerable<Claim> Instance(Answer answer, JsonElement item)
    {
        var id = new AssetId(AssetKind.Notebook, item.Text("NotebookInstanceArn")!);
        var time = Changed(item);
        foreach (var claim in Facts(id, item.Text("NotebookInstanceName"), answer.HomeOf(id.Key), answer, time)) yield return claim;
        yield return Say(id, "internet", Value.Of(item.Text("DirectInternetAccess") != "Disabled"), answer, time);
        yield return Say(id, "root", Value.Of(item.Text("RootAccess") != "Disabled"), answer, time);
        yield return Say(id, "vpc", Value.Of(item.Text("SubnetId") is { Length: > 0 }), answer, time);
        yield return Say(id, "customerKey", Value.Of(Keys.IsCustomers(item.Text("KmsKeyId"))), answer, time);
        yield return Say(id, "metadataVersion", Value.Of(item.Text("InstanceMetadataServiceConfiguration", "MinimumInstanceMetadataServiceVersion") ?? "1"), answer, time);
        yield return Cover(new Reach(Asset: id), answer, "notebook.internet", "notebook.root", "notebook.vpc", "notebook.customerKey", "notebook.metadataVersion");
        if (item.Text("RoleArn") is { } role) yield return new Relation(id, "runs-as", new AssetId(AssetKind.Workload, role)).ToClaim(Plane.Deployed, answer.Origin, time);
    }

    private static IEnumerable<Claim> Domain(Answer answer, JsonElement item)
    {
        var id = new AssetId(AssetKind.Notebook, item.Text("DomainArn")!);
        var time = Changed(item);
        var isClosed = item.Text("AppNetworkAccessType") == "VpcOnly";
        foreach (var claim in Facts(id, item.Text("DomainName"), answer.HomeOf(id.Key), answer, time)) yield return claim;
        yield return Say(id, "internet", Value.Of(!isClosed), answer, time);
        yield return Say(id, "vpc", Value.Of(isClosed), answer, time);
        yield return Say(id, "customerKey", Value.Of(Keys.IsCustomers(item.Text("KmsKeyId") ?? item.Text("HomeEfsFileSystemKmsKeyId"))), answer, time);
        yield return Cover(new Reach(Asset: id), answer, "notebook.internet", "notebook.root", "notebook.vpc", "notebook.customerKey", "notebook.metadataVersion");
    }
}
