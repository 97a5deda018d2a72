using System.Text.Json.Nodes;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>Models that reach a pod through config maps.</summary>
public sealed class ConfigMapTests
{
    private const string Other = "anthropic.claude-3-opus-20240229-v1:0";

    [Theory]
    [InlineData("MODEL_ID", Other)]
    [InlineData("litellm.yaml", "model_list:\n  - model_name: chat\n    litellm_params:\n      model: bedrock/" + Other + "\n")]
    [InlineData("app.json", "{\"llm\":{\"modelId\":\"" + Other + "\"}}")]
    [InlineData("app.properties", "app.llm.model=" + Other + "\nport=8080\n")]
    [InlineData("list.yaml", "models:\n  - " + Other + "\n")]
    public async Task A_config_map_that_names_a_model_nobody_approved_is_refused(string key, string value)
    {
        await using var cluster = await Cluster.StartAsync();
        var response = await cluster.AskAsync(Map(r => r[key] = value));
        Assert.False(response.IsAllowed());
        Assert.Contains(Other, response.Message(), StringComparison.Ordinal);
        var elsewhere = await cluster.AskAsync(Map(r => r[key] = value, "tools-prod"));
        Assert.Contains("approved for no workload in production", elsewhere.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_without_models_are_let_pass_untouched()
    {
        await using var cluster = await Cluster.StartAsync();
        var response = await cluster.AskAsync(Map(r =>
        {
            foreach (var key in r.Select(p => p.Key).ToList()) r.Remove(key);
            r["nginx.conf"] = "server { listen 80; }";
            r["DATA_MODEL"] = "star";
            r["notes.md"] = "We compared gpt-4 with others last year.";
        }));
        Assert.Equal(["uid", "allowed"], response.Select(p => p.Key));
    }

    [Fact]
    public async Task A_pod_gets_its_model_from_what_was_seen_before_and_nothing_unseen_passes()
    {
        await using var cluster = await Cluster.StartAsync();
        var pod = Cluster.Review("pod-client", r => r.EnvFrom("BEDROCK_MODEL_ID", "assistant-settings", "MODEL_ID"));
        var unseen = await cluster.AskAsync(pod);
        Assert.False(unseen.IsAllowed());
        Assert.Contains("config map `assistant-settings`", unseen.Message(), StringComparison.Ordinal);
        Assert.True((await cluster.AskAsync(Cluster.Review("configmap"))).IsAllowed());
        Assert.True((await cluster.AskAsync(pod)).IsAllowed());
        cluster.Memory.Keep("search-prod", "assistant-settings", new([new("MODEL_ID", Other, [Other])]));
        Assert.Contains(Other, (await cluster.AskAsync(pod)).Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("volume")]
    [InlineData("projected")]
    [InlineData("envFrom")]
    public async Task Mounted_and_imported_config_maps_count(string how)
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Memory.Keep("search-prod", "given", Plumbline.Collectors.Files.Kubernetes.ConfigData.Of(new(0, [("kind", Text("ConfigMap")), ("data", new Plumbline.Posture.Rules.YamlMap(0, [("LLM_MODEL", Text(Other)), ("x.yaml", Text($"model: {Other}\n"))]))])));
        var response = await cluster.AskAsync(Cluster.Review("pod-client", r =>
        {
            var reference = new JsonObject { ["name"] = "given" };
            if (how == "envFrom") r.Container()["envFrom"] = new JsonArray(new JsonObject { ["configMapRef"] = reference });
            else if (how == "volume") r.Pod()["spec"]!["volumes"] = new JsonArray(new JsonObject { ["name"] = "v", ["configMap"] = reference });
            else r.Pod()["spec"]!["volumes"] = new JsonArray(new JsonObject { ["name"] = "v", ["projected"] = new JsonObject { ["sources"] = new JsonArray(new JsonObject { ["configMap"] = reference }) } });
        }));
        Assert.False(response.IsAllowed());
        Assert.Contains(Other, response.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_config_map_that_a_running_workload_reads_may_not_change_to_a_model_that_is_not_approved_for_it()
    {
        await using var cluster = await Cluster.StartAsync();
        JsonNode Settings(string model) => Map(r => { r["MODEL_ID"] = model; r.Remove("app.yaml"); }, "returns-prod");
        Assert.True((await cluster.AskAsync(Settings("anthropic.claude-3-5-haiku-20241022-v1:0"))).IsAllowed());
        var pod = Cluster.Review("pod-client", r => { r.Space("returns-prod"); r.Label("plumbline/system", "returns-desk"); r.Container()["env"] = new JsonArray(); r.EnvFrom("BEDROCK_MODEL_ID", "assistant-settings", "MODEL_ID"); });
        Assert.True((await cluster.AskAsync(pod)).IsAllowed());
        // Approved for another system of the environment only.
        var changed = await cluster.AskAsync(Settings("meta-llama/Llama-3.1-8B-Instruct"));
        Assert.False(changed.IsAllowed());
        Assert.Contains("returns-bot", changed.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_tried_or_refused_is_not_remembered()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.AskAsync(Cluster.Review("configmap", r => r["request"]!["dryRun"] = true));
        Assert.Null(cluster.Memory.Of("search-prod", "assistant-settings"));
        await cluster.AskAsync(Map(r => r["MODEL_ID"] = Other));
        Assert.Null(cluster.Memory.Of("search-prod", "assistant-settings"));
    }

    [Fact]
    public async Task Binary_data_that_is_no_base64_is_not_let_pass_where_it_matters()
    {
        await using var cluster = await Cluster.StartAsync();
        var review = Cluster.Review("configmap", r => { r.Object()["binaryData"] = new JsonObject { ["weights"] = "***" }; r.Object()["metadata"]!["labels"] = new JsonObject { ["plumbline/system"] = "product-search" }; });
        var response = await cluster.AskAsync(review);
        Assert.Equal((false, 400), (response.IsAllowed(), response.Code()));
    }

    private static Plumbline.Posture.Rules.YamlScalar Text(string text) => new(0, text, true);

    private static JsonNode Map(Action<JsonObject> change, string? space = null) => Cluster.Review("configmap", r =>
    {
        change(r.Object()["data"]!.AsObject());
        if (space is not null) { r["request"]!["namespace"] = space; r.Object()["metadata"]!["namespace"] = space; }
    });
}
