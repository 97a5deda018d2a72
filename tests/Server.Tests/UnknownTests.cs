using System.Text.Json.Nodes;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>Where nobody can tell which model a container gets, it does not pass in silence; and what is answered is plain text.</summary>
public sealed class UnknownTests(Running running)
{
    private const string Approved = "meta-llama/Llama-3.1-8B-Instruct";
    private readonly Cluster cluster = running.Cluster;

    [Theory]
    [InlineData("MODEL_ID", "{\"fieldRef\":{\"fieldPath\":\"metadata.annotations['model']\"}}")]
    [InlineData("MODEL_ID", "{\"resourceFieldRef\":{\"resource\":\"limits.cpu\"}}")]
    [InlineData("MODEL_ID", "{\"fileKeyRef\":{\"path\":\"x\",\"key\":\"MODEL\",\"volumeName\":\"v\"}}")]
    [InlineData("MODEL_CONFIG", "{\"secretKeyRef\":{\"name\":\"s\",\"key\":\"k\"}}")]
    [InlineData("HF_ENDPOINT", "{\"secretKeyRef\":{\"name\":\"s\",\"key\":\"k\"}}")]
    public async Task A_variable_of_a_server_that_is_filled_in_elsewhere_is_refused(string name, string from) =>
        await RefusedAsync(
            Cluster.Review("deployment-server", r => r.Container()["env"] = new JsonArray(new JsonObject { ["name"] = name, ["valueFrom"] = JsonNode.Parse(from) })), $"variable `{name}`", "release-model-not-known");

    [Fact]
    public async Task What_a_server_takes_over_whole_is_told_and_refused_where_it_names_no_model_itself()
    {
        JsonNode From(string source, params string[] args) => Cluster.Review("deployment-server", r => { r.Container()["envFrom"] = new JsonArray(JsonNode.Parse(source)); r.Args(args); });
        var told = await cluster.AskAsync(From("{\"secretRef\":{\"name\":\"tokens\"}}", "--model", Approved));
        Assert.True(told.IsAllowed(), told.Message());
        Assert.Contains("secret `tokens`", told.Warnings(), StringComparison.Ordinal);
        await RefusedAsync(From("{\"secretRef\":{\"name\":\"tokens\"}}", "--port", "8000"), "secret `tokens`", "release-model-not-known");
        await RefusedAsync(From("{\"configMapRef\":{\"name\":\"not-seen\"}}", "--model", Approved), "config map `not-seen`", "release-model-not-known");
        await RefusedAsync(From("{\"somethingNew\":{\"name\":\"x\"}}", "--port", "8000"), "a source nobody knows", "release-model-not-known");
    }

    [Fact]
    public async Task A_file_of_settings_that_no_config_map_brings_is_told_and_refused_where_a_server_names_no_model_itself()
    {
        JsonNode With(bool isBrought, params string[] args) => Cluster.Review("deployment-server", r =>
        {
            r.Container()["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "settings", ["mountPath"] = "/etc/llm" });
            r.Pod()["spec"]!["volumes"] = new JsonArray(isBrought
                ? new JsonObject { ["name"] = "settings", ["configMap"] = new JsonObject { ["name"] = "llm-settings" } } : new JsonObject { ["name"] = "settings", ["secret"] = new JsonObject { ["secretName"] = "llm" } });
            r.Args(args);
        });
        await RefusedAsync(With(true, "--config", "/etc/llm/config.yaml"), "config map `llm-settings`", "release-model-not-known");
        await RefusedAsync(With(false, "--config", "/etc/llm/config.yaml"), "argument `--config`", "release-model-not-known");
        await RefusedAsync(With(false, "--model-config=/app/model.json"), "argument `--model-config`", "release-model-not-known");
        var told = await cluster.AskAsync(With(false, "--model", Approved, "--config", "/etc/llm/config.yaml"));
        Assert.True(told.IsAllowed(), told.Message());
        Assert.Contains("argument `--config`", told.Warnings(), StringComparison.Ordinal);
        cluster.Memory.Keep("search-prod", "llm-settings", new([new("config.yaml", null, [Approved])]));
        var read = await cluster.AskAsync(With(true, "--config", "/etc/llm/config.yaml"));
        Assert.True(read.IsAllowed(), read.Message());
        Assert.Empty(read.Warnings());
    }

    [Theory]
    [InlineData("HF_ENDPOINT", "https://hub.elsewhere.example", "https://hub.elsewhere.example/meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("VLLM_USE_MODELSCOPE", "True", "https://modelscope.cn/meta-llama/Llama-3.1-8B-Instruct")]
    public async Task Another_hub_is_another_origin(string name, string value, string told)
    {
        await RefusedAsync(Cluster.Review("deployment-server", r => r.Env(name, value)), told, "release-model-not-approved");
        await RefusedAsync(
            Cluster.Review("deployment-server", r =>
            {
                r.Container().Remove("args");
                r.Container()["command"] = new JsonArray("sh", "-c", $"export {name}={value}; vllm serve {Approved}");
                if (name != "HF_ENDPOINT") r.Env(name, value);
            }), told, "release-model-not-approved");
    }

    [Theory]
    [InlineData("HF_ENDPOINT", "https://huggingface.co/")]
    [InlineData("VLLM_USE_MODELSCOPE", "false")]
    public async Task The_usual_hub_is_none(string name, string value) => Assert.True((await cluster.AskAsync(Cluster.Review("deployment-server", r => r.Env(name, value)))).IsAllowed());

    [Fact]
    public async Task An_image_that_is_mounted_is_judged_as_one_that_runs()
    {
        JsonNode Of(string image, Action<JsonNode>? more = null) => Cluster.Review("deployment-server", r =>
        {
            r.Pod()["spec"]!["volumes"] = new JsonArray(new JsonObject { ["name"] = "weights", ["image"] = new JsonObject { ["reference"] = image } });
            r.Args("--model", "/models");
            more?.Invoke(r);
        });
        const string Ranker = "registry.shop.example/models/ranker@sha256:1111111111111111111111111111111111111111111111111111111111111111";
        var known = await cluster.AskAsync(Of(Ranker));
        Assert.True(known.IsAllowed(), known.Message());
        await RefusedAsync(Of(Ranker.Replace('1', '3')), "sha256:3333", "release-model-not-approved");
        await RefusedAsync(Of("registry.elsewhere.example/weights:1"), "volume `weights`", "release-model-not-known");
        await RefusedAsync(Of("registry.elsewhere.example/weights:1", r => r.Args("--model", Approved)), "volume `weights`", "release-model-not-known");
        await RefusedAsync(
            Cluster.Review("pod-plain", r => r.Pod()["spec"]!["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "weights", ["image"] = new JsonObject { ["reference"] = "quay.io/any/llama-3-8b-modelcar:1" } })),
            "volume `weights`", "release-model-not-known");
    }

    [Theory]
    [InlineData("/models/Llama-3.1-8B-Instruct", true)]
    [InlineData("/cache/models--meta-llama--Llama-3.1-8B-Instruct/snapshots/0e9e39f", true)]
    [InlineData("/models", true)]
    [InlineData("/models/qwen2.5-7b", false)]
    [InlineData("/models/llama-3.1-8b-instruct-abliterated", false)]
    [InlineData("/cache/models--Qwen--Qwen2.5-7B-Instruct/snapshots/0e9e39f", false)]
    public async Task What_is_declared_does_not_speak_for_a_folder_that_names_another_model(string folder, bool isAllowed)
    {
        var review = Cluster.Review("deployment-server", r => { r.Args("--model", folder); r.Annotate("plumbline/models", Approved); });
        if (isAllowed) Assert.True((await cluster.AskAsync(review)).IsAllowed());
        else await RefusedAsync(review, "is a folder", "release-model-not-known");
    }

    [Fact]
    public async Task What_is_declared_is_added_to_what_is_named()
    {
        await RefusedAsync(Cluster.Review("deployment-server", r => { r.Args("--model", "Qwen/Qwen2.5-7B-Instruct"); r.Annotate("plumbline/models", Approved); }), "Qwen/Qwen2.5-7B-Instruct", "release-model-not-approved");
        await RefusedAsync(Cluster.Review("deployment-server", r => { r.Args("--model", "$(NOT_SAID)"); r.Annotate("plumbline/models", Approved); }), "filled in elsewhere", "release-model-not-known");
    }

    [Theory]
    [InlineData("\n\u001b[2J\u001b[31mapproved by everybody\u001b[0m\r\n")]
    [InlineData("\u202edevorppa\u202c\u200b\u2028\u0085")]
    public async Task Names_are_shown_as_plain_text(string name)
    {
        var long_ = name + new string('x', 20_000);
        foreach (var review in new[]
        {
            Cluster.Review("deployment-server", r => { r.Object()["metadata"]!["name"] = long_; r["request"]!["name"] = long_; r.Container()["name"] = long_; r.Args("--model", "/models/" + long_); }),
            Cluster.Review("deployment-server", r => { r.Object()["kind"] = "Odd" + name; r.Env("MODEL_ID", "$(X" + name + ")"); }),
            Cluster.Review("deployment-server", r => { r.Space("tools-prod"); r.Label("plumbline/system", long_); }),
            Cluster.Review("configmap", r => { r.Object()["metadata"]!["name"] = name; r.Object()["binaryData"] = new JsonObject { [long_] = "***" }; }),
            Cluster.Review("deployment-server", r => { r.Container()["envFrom"] = new JsonArray(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = name } }); }),
        })
        {
            var response = await cluster.AskAsync(review);
            var shown = response.Message() + string.Concat((response["warnings"] as JsonArray ?? []).Select(w => (string?)w)) + response.Audit("system") + response.Audit("environment") + response.Audit("reasons");
            Assert.DoesNotContain(shown, c => char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator);
            Assert.InRange(shown.Length, 20, 8000);
        }
    }

    private async Task RefusedAsync(JsonNode review, string told, string rule)
    {
        var response = await cluster.AskAsync(review);
        Assert.False(response.IsAllowed(), response.ToJsonString());
        Assert.Contains(told, response.Message(), StringComparison.Ordinal);
        Assert.Contains(rule, response.Message(), StringComparison.Ordinal);
    }
}
