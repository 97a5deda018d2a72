using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.GoogleSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot.Answers;

/// <summary>Vertex AI endpoints: who can reach them, what they log and which models they serve.</summary>
internal sealed class Endpoints : IAnswerReader
{
    private const string Anywhere = "0.0.0.0/0";

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot) =>
        snapshot.Newest(AnswerKind.Endpoint).SelectMany(e => One(e.Answer, e.Name, snapshot))
            .Concat(snapshot.Listed(AnswerKind.Endpoint).Select(l => Cover(l.Home.Reach, l.Answer, AnswerKind.EndpointWords)));

    private static IEnumerable<Claim> One(Answer answer, GoogleName name, Snapshot snapshot)
    {
        var endpoint = new AssetId(AssetKind.Endpoint, name.ToString());
        var root = answer.Root;
        foreach (var claim in Facts(endpoint, root.Text("displayName") ?? name.Id, new Home(name.Project, name.Location), answer)) yield return claim;
        if (snapshot.Numbered(name) is { } numbered) yield return new Binding(endpoint, numbered, "is").ToClaim(Plane.Deployed, answer.Origin, answer.Updated);
        if (root.Text("dedicatedEndpointDns") is { Length: > 0 } dns) yield return new Binding(endpoint, dns, "is").ToClaim(Plane.Deployed, answer.Origin, answer.Updated);
        var links = Links(root).Distinct().ToList();
        yield return Say(endpoint, "publicAccess", Value.Of(links.Count == 0), answer);
        foreach (var link in links)
        {
            yield return Say(endpoint, "privateLinks", Value.Of(link), answer);
            yield return Say(endpoint, "allowedNetworks", Value.Of(link), answer);
        }

        if (links.Count == 0) yield return Say(endpoint, "allowedNetworks", Value.Of(Anywhere), answer);
        yield return Say(endpoint, "customerKey", Value.Of(root.Text("encryptionSpec", "kmsKeyName") is { Length: > 0 }), answer);
        foreach (var log in Logs(root)) yield return Say(endpoint, "logs", Value.Of(log), answer);
        foreach (var model in root.Elements("deployedModels")) yield return Say(endpoint, "deployments", Deployment(model, snapshot), answer);
        foreach (var claim in Route(root, name, snapshot, answer)) yield return claim;
        yield return Cover(new Reach(Asset: endpoint), answer, AnswerKind.EndpointWords);
    }

    // A peered network or Private Service Connect takes the endpoint off the shared, public address.
    private static IEnumerable<string> Links(JsonElement root)
    {
        if (root.Text("network") is { Length: > 0 } network) yield return network;
        var connect = root.At("privateServiceConnectConfig");
        if (connect.Flag("enablePrivateServiceConnect") == true || root.Flag("enablePrivateServiceConnect") == true)
        {
            yield return "private-service-connect";
            foreach (var project in connect.Elements("projectAllowlist"))
                if (project.ValueKind == JsonValueKind.String) yield return $"projects/{project.GetString()}";
        }

        foreach (var model in root.Elements("deployedModels"))
            if (model.Text("privateEndpoints", "serviceAttachment") is { Length: > 0 } attachment) yield return attachment;
    }

    private static IEnumerable<string> Logs(JsonElement root)
    {
        if (root.Flag("predictRequestResponseLoggingConfig", "enabled") == true) yield return "content";
        var models = root.Elements("deployedModels").ToList();
        if (models.Count > 0 && models.TrueForAll(m => m.Flag("enableAccessLogging") == true)) yield return "requests";
        if (models.Count > 0 && models.TrueForAll(m => m.Flag("disableContainerLogging") != true)) yield return "container";
    }

    // What is deployed stays at its version until somebody deploys another.
    private static Value Deployment(JsonElement model, Snapshot snapshot)
    {
        var text = Versioned(model, snapshot);
        var id = ModelId.Parse(text);
        return Value.Map(
            ("name", Value.Of(model.Text("displayName") ?? model.Text("id") ?? "")), ("model", Value.Of(text)), ("base", Value.Of(id.Base)), ("pinned", Value.Of(id.IsPinned)),
            ("upgrade", Value.Of("never")), ("processing", Value.Of("region")), ("guardrail", Value.Of("")));
    }

    private static string Versioned(JsonElement model, Snapshot snapshot)
    {
        var text = snapshot.Named(model.Text("model") ?? "");
        return model.Text("modelVersionId") is { Length: > 0 } version && !text.Contains('@', StringComparison.Ordinal) ? $"{text}@{version}" : text;
    }

    // All traffic goes to one model: who calls the endpoint calls that model.
    private static IEnumerable<Claim> Route(JsonElement root, GoogleName name, Snapshot snapshot, Answer answer)
    {
        if (root.Elements("deployedModels").Select(m => ModelId.Parse(Versioned(m, snapshot)).Base).Distinct().Take(2).ToList() is not [{ Length: > 0 } only]) yield break;
        var model = new AssetId(AssetKind.Model, only);
        yield return new Binding(model, name.ToString(), "is").ToClaim(Plane.Deployed, answer.Origin, answer.Updated);
        if (snapshot.Numbered(name) is { } numbered) yield return new Binding(model, numbered, "is").ToClaim(Plane.Deployed, answer.Origin, answer.Updated);
    }
}
