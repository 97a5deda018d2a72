using System.Text.Json.Nodes;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>What is let pass, and what is refused with what it says.</summary>
public sealed class JudgeTests(Running running)
{
    private readonly Cluster cluster = running.Cluster;

    [Fact]
    public async Task A_pod_without_ai_is_let_pass_and_nothing_more_is_said()
    {
        var response = await cluster.AskAsync(Cluster.Review("pod-plain"));
        Assert.Equal(["uid", "allowed"], response.Select(p => p.Key));
        Assert.True(response.IsAllowed());
    }

    [Theory]
    [InlineData("deployment-server")]
    [InlineData("pod-client")]
    [InlineData("configmap")]
    [InlineData("inferenceservice")]
    public async Task What_asks_for_approved_models_is_let_pass(string review)
    {
        var response = await cluster.AskAsync(Cluster.Review(review));
        Assert.True(response.IsAllowed(), response.Message());
        Assert.Equal(("allow", "product-search", "production"), (response.Audit("decision"), response.Audit("system"), response.Audit("environment")));
        Assert.Empty(response.Warnings());
    }

    [Theory]
    [InlineData("--model", "Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("--model=Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("--model", "meta-llama/Llama-3.1-8B-Instruct", "--speculative-model", "Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("--model", "meta-llama/Llama-3.1-8B-Instruct", "--model", "Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("--model", "Qwen/Qwen2.5-7B-Instruct", "--model", "meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("--model", "meta-llama/Llama-3.1-8B-Instruct", "--lora-modules", "a=meta-llama/Llama-3.1-8B-Instruct", "b=Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", "--port", "8000")]
    [InlineData("serve", "Qwen/Qwen2.5-7B-Instruct")]
    public async Task A_model_in_an_argument_that_is_not_approved_is_refused(params string[] args) =>
        await RefusedAsync(Cluster.Review("deployment-server", r => r.Args(args)), "Qwen/Qwen2.5-7B-Instruct", "release-model-not-approved");

    [Theory]
    [InlineData("sh", "-c", "exec vllm serve Qwen/Qwen2.5-7B-Instruct --port 8000")]
    [InlineData("bash", "-ec", "set -x; python3 -m vllm.entrypoints.openai.api_server --model \"Qwen/Qwen2.5-7B-Instruct\" &")]
    [InlineData("sh", "-c", "export PORT=1\nvllm serve $WHICH")]
    [InlineData("sh", "-c", "vllm serve ${WHICH}")]
    [InlineData("vllm", "serve", "$(WHICH)")]
    [InlineData("ollama", "run", "$(WHICH)")]
    public async Task A_model_in_a_command_is_found_in_shell_text_and_behind_variables(params string[] command) =>
        await RefusedAsync(
            Cluster.Review("deployment-server", r =>
            {
                r.Container().Remove("args");
                r.Container()["command"] = new JsonArray([.. command.Select(a => (JsonNode)a)]);
                r.Env("PART", "Qwen2.5-7B-Instruct");
                r.Env("WHICH", "Qwen/$(PART)");
            }), "Qwen/Qwen2.5-7B-Instruct", "release-model-not-approved");

    [Theory]
    [InlineData("BEDROCK_MODEL_ID", "anthropic.claude-3-opus-20240229-v1:0")]
    [InlineData("PRIMARY", "gpt-4o-2024-08-06")]
    [InlineData("LLM_MODEL", "our-own-name-for-it")]
    [InlineData("AZURE_OPENAI_DEPLOYMENT_NAME", "prod-chat")]
    public async Task A_model_in_a_variable_that_is_not_approved_is_refused(string name, string value) =>
        await RefusedAsync(Cluster.Review("pod-client", r => r.Env(name, value)), value, "release-model-not-approved");

    [Fact]
    public async Task Another_version_of_an_approved_model_is_another_model()
    {
        await RefusedAsync(Cluster.Review("pod-client", r => r.Env("BEDROCK_MODEL_ID", "anthropic.claude-3-5-haiku-20250901-v1:0")), "anthropic.claude-3-5-haiku-20250901-v1:0", "release-model-not-approved");
        Assert.True((await cluster.AskAsync(Cluster.Review("pod-client", r => r.Env("BEDROCK_MODEL_ID", "eu.anthropic.claude-3-5-haiku-20241022-v1:0")))).IsAllowed());
    }

    [Fact]
    public async Task An_approval_of_one_revision_is_none_of_another()
    {
        JsonNode Of(string revision) => Cluster.Review("deployment-server", r =>
        {
            r.Space("returns-prod");
            r.Label("plumbline/system", "returns-desk");
            r.Args(["--model", "mistralai/Mistral-7B-Instruct-v0.3", .. revision.Length > 0 ? ["--revision", revision] : Array.Empty<string>()]);
        });
        Assert.True((await cluster.AskAsync(Of("3f1c6f3b1e0d4f0b8a7a2f5d1c9e8b7a6d5c4b3a"))).IsAllowed());
        await RefusedAsync(Of("0000000000000000000000000000000000000000"), "mistralai/Mistral-7B-Instruct-v0.3", "release-model-not-approved");
        await RefusedAsync(Of(""), "mistralai/Mistral-7B-Instruct-v0.3", "release-model-not-approved");
    }

    [Theory]
    [InlineData("initContainers")]
    [InlineData("ephemeralContainers")]
    public async Task Every_list_of_containers_is_read(string list) =>
        await RefusedAsync(
            Cluster.Review("pod-client", r => r.Pod()["spec"]![list] = new JsonArray(new JsonObject { ["name"] = "other", ["image"] = "ollama/ollama:0.3.12", ["command"] = new JsonArray("ollama", "pull", "qwen2.5:7b") })),
            "qwen2.5:7b", "release-model-not-approved");

    [Fact]
    public async Task A_sidecar_is_judged_as_its_neighbour_is() =>
        await RefusedAsync(Cluster.Review("deployment-server", r => r.Container(1)["env"] = new JsonArray(new JsonObject { ["name"] = "OPENAI_MODEL", ["value"] = "gpt-4o" })), "gpt-4o", "release-model-not-approved");

    [Theory]
    [InlineData("registry.shop.example/models/ranker@sha256:1111111111111111111111111111111111111111111111111111111111111111", true, "")]
    [InlineData("mirror.local/any/name:v1@sha256:1111111111111111111111111111111111111111111111111111111111111111", true, "")]
    [InlineData("registry.shop.example/models/ranker@sha256:3333333333333333333333333333333333333333333333333333333333333333", false, "sha256:3333")]
    [InlineData("registry.shop.example/models/ranker:latest", false, "registry.shop.example/models/ranker:latest")]
    [InlineData("mirror.local/any/name@sha256:2222222222222222222222222222222222222222222222222222222222222222", false, "registry.shop.example/models/draft-ranker")]
    public async Task An_image_that_is_a_model_must_be_the_approved_one(string image, bool isAllowed, string told)
    {
        var review = Cluster.Review("deployment-server", r =>
        {
            r.Container()["image"] = image;
            r.Container().Remove("args");
            r.Container().Remove("resources");
        });
        if (isAllowed) Assert.True((await cluster.AskAsync(review)).IsAllowed());
        else await RefusedAsync(review, told, "release-model-not-approved");
    }

    [Fact]
    public async Task What_kserve_fetches_is_judged() =>
        await RefusedAsync(Cluster.Review("inferenceservice", r => r.Object()["spec"]!["predictor"]!["model"]!["storageUri"] = "s3://elsewhere/models/llama"), "s3://elsewhere/models/llama", "release-model-not-approved");

    [Theory]
    [InlineData("--model", "/models/llama")]
    [InlineData("--model", "$(NOT_WRITTEN)")]
    [InlineData("--port", "8000")]
    public async Task A_server_that_does_not_say_its_model_is_refused(params string[] args)
    {
        await RefusedAsync(Cluster.Review("deployment-server", r => r.Args(args)), "search-prod/llm", "release-model-not-known");
        if (args[1][0] == '$') return;
        Assert.True((await cluster.AskAsync(Cluster.Review("deployment-server", r => { r.Args(args); r.Annotate("plumbline/models", "meta-llama/Llama-3.1-8B-Instruct"); }))).IsAllowed());
        await RefusedAsync(Cluster.Review("deployment-server", r => { r.Args(args); r.Annotate("plumbline/models", "Qwen/Qwen2.5-7B-Instruct"); }), "Qwen/Qwen2.5-7B-Instruct", "release-model-not-approved");
    }

    [Fact]
    public async Task Ai_that_nobody_placed_is_refused_with_what_to_do()
    {
        var response = await RefusedAsync(Cluster.Review("deployment-server", r => r.Space("tools-prod")), "nobody says which AI system", "system-not-known");
        Assert.Contains("Label it and its pods `plumbline/system: ID`", response.Message(), StringComparison.Ordinal);
        await RefusedAsync(Cluster.Review("deployment-server", r => { r.Space("tools-prod"); r.Label("plumbline/system", "nobody-knows"); }), "no registry knows a system `nobody-knows`", "system-not-registered");
        await RefusedAsync(Cluster.Review("deployment-server", r => { r.Space("tools"); r.Label("plumbline/system", "returns-desk"); }), "which environment namespace tools is", "environment-not-known");
    }

    [Fact]
    public async Task What_a_label_says_does_not_stand_against_the_registry()
    {
        await RefusedAsync(Cluster.Review("deployment-server", r => r.Label("plumbline/system", "returns-desk")), "the registry says that product-search runs here", "system-contradicted");
        await RefusedAsync(Cluster.Review("deployment-server", r => { r.Space("other-prod"); r.Label("plumbline/system", "product-search"); }), "runs in namespace search-prod", "system-contradicted");
        await RefusedAsync(Cluster.Review("deployment-server", r => r.Label("plumbline/environment", "staging")), "namespace search-prod is production", "system-contradicted");
    }

    [Fact]
    public async Task An_approval_for_one_environment_is_none_for_another()
    {
        JsonNode In(string space) => Cluster.Review("deployment-server", r =>
        {
            r.Space(space);
            r.Label("plumbline/system", "returns-desk");
            r.Args("--model", "anthropic.claude-3-5-haiku-20241022-v1:0");
        });
        Assert.True((await cluster.AskAsync(In("returns-prod"))).IsAllowed());
        await RefusedAsync(In("returns-staging"), "no registry knows a workload of returns-desk in staging", "system-not-registered");
    }

    [Theory]
    [InlineData("BEDROCK_GUARDRAIL_ID", "grsomeother", "release-guardrail-not-approved")]
    [InlineData("BEDROCK_GUARDRAIL_VERSION", "1", "release-guardrail-not-approved")]
    [InlineData("AWS_REGION", "us-east-1", "release-region-not-approved")]
    public async Task Another_guardrail_or_region_is_refused(string name, string value, string rule) =>
        await RefusedAsync(Cluster.Review("pod-client", r => r.Env(name, value)), value, rule);

    [Fact]
    public async Task What_is_deleted_or_only_counted_anew_is_left_alone()
    {
        var delete = Cluster.Review("deployment-server", r =>
        {
            r["request"]!["operation"] = "DELETE";
            r["request"]!["oldObject"] = r.Object().DeepClone();
            r["request"]!["object"] = null;
        });
        Assert.True((await cluster.AskAsync(delete)).IsAllowed());
        var going = Cluster.Review("deployment-server", r => { r.Args("--model", "Qwen/Qwen2.5-7B-Instruct"); r["request"]!["operation"] = "UPDATE"; r.Object()["metadata"]!["deletionTimestamp"] = "2026-11-21T10:00:00Z"; });
        Assert.True((await cluster.AskAsync(going)).IsAllowed());
    }

    [Fact]
    public async Task An_update_that_leaves_the_release_as_it_was_is_warned_about_and_one_that_changes_it_is_refused()
    {
        JsonNode Update(Action<JsonNode> change) => Cluster.Review("deployment-server", r =>
        {
            r.Args("--model", "Qwen/Qwen2.5-7B-Instruct");
            r["request"]!["operation"] = "UPDATE";
            r["request"]!["oldObject"] = r.Object().DeepClone();
            change(r);
        });
        var scaled = await cluster.AskAsync(Update(r => { r.Object()["spec"]!["replicas"] = 0; r.Object()["metadata"]!["annotations"] = new JsonObject { ["note"] = "scaled" }; }));
        Assert.True(scaled.IsAllowed());
        Assert.Contains("release-model-not-approved", scaled.Warnings(), StringComparison.Ordinal);
        await RefusedAsync(Update(r => r.Env("HF_HOME", "/other")), "Qwen/Qwen2.5-7B-Instruct", "release-model-not-approved");
    }

    [Fact]
    public async Task Lists_older_reviews_and_kinds_nobody_knows_are_judged()
    {
        var list = Cluster.Review("pod-client", r =>
        {
            r.Env("BEDROCK_MODEL_ID", "anthropic.claude-3-opus-20240229-v1:0");
            var pod = r.Object().DeepClone();
            r["request"]!["object"] = new JsonObject { ["kind"] = "PodList", ["apiVersion"] = "v1", ["items"] = new JsonArray(pod) };
        });
        await RefusedAsync(list, "anthropic.claude-3-opus-20240229-v1:0", "release-model-not-approved");
        await RefusedAsync(Cluster.Review("deployment-server", r => { r["apiVersion"] = "admission.k8s.io/v1beta1"; r.Args("--model", "Qwen/Qwen2.5-7B-Instruct"); }), "Qwen", "release-model-not-approved");
        await RefusedAsync(Cluster.Review("deployment-server", r => { r.Object()["apiVersion"] = "platform.shop.example/v3"; r.Object()["kind"] = "Service3000"; r.Args("--model", "Qwen/Qwen2.5-7B-Instruct"); }), "Qwen", "release-model-not-approved");
    }

    [Fact]
    public async Task A_secret_in_the_place_of_a_model_is_neither_shown_nor_logged()
    {
        const string Secret = "sk-proj-Zx81kqLmv02Ty7PwQ4RbN6cHd93JfUsA5eGiXoKtVnMl";
        var response = await RefusedAsync(Cluster.Review("deployment-server", r => r.Args("--model", Secret)), "looks like a secret", "release-model-not-approved");
        Assert.DoesNotContain(Secret, response.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, cluster.Lines.ToString(), StringComparison.Ordinal);
    }

    private async Task<JsonObject> RefusedAsync(JsonNode review, string told, string rule)
    {
        var response = await cluster.AskAsync(review);
        Assert.False(response.IsAllowed(), response.ToJsonString());
        Assert.Equal(403, response.Code());
        Assert.Contains(told, response.Message(), StringComparison.Ordinal);
        Assert.Contains(rule, response.Message(), StringComparison.Ordinal);
        Assert.Equal("refuse", response.Audit("decision"));
        return response;
    }
}
