using System.Text.Json.Nodes;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>A model that is approved and named somewhere does not speak for a server that loads another.</summary>
public sealed class DecoyTests(Running running)
{
    private const string Approved = "meta-llama/Llama-3.1-8B-Instruct";
    private const string Pinned = "mistralai/Mistral-7B-Instruct-v0.3";
    private const string Revision = "3f1c6f3b1e0d4f0b8a7a2f5d1c9e8b7a6d5c4b3a";
    private readonly Cluster cluster = running.Cluster;

    [Theory]
    [InlineData("vllm/vllm-openai:v0.6.3", "vllm", "serve", "/models/evil", "--tokenizer", Approved)]
    [InlineData("vllm/vllm-openai:v0.6.3", "vllm", "serve", "--enforce-eager", "/models/evil", "--served-model-name", Approved)]
    [InlineData("vllm/vllm-openai:v0.6.3", "vllm", "serve", "--trust-remote-code", "/models/evil", "--model", Approved)]
    [InlineData("vllm/vllm-openai:v0.6.3", "vllm", "serve", Approved, "--lora-modules", "a=/adapters/evil")]
    [InlineData("vllm/vllm-openai:v0.6.3", "sh", "-c", "cp -r /seed /cache; exec vllm serve ./evil --tokenizer " + Approved)]
    [InlineData("ghcr.io/ggml-org/llama.cpp:server", "/app/llama-server", "-m", "/data/evil.gguf", "--alias", Approved)]
    [InlineData("ghcr.io/ggml-org/llama.cpp:server", "/app/llama-server", "-hf", Approved, "--mmproj", "/data/evil.gguf")]
    [InlineData("ghcr.io/ggml-org/llama.cpp:server", "/app/llama-server", "-hf", Approved, "--lora-scaled", "/data/evil.gguf", "0.5")]
    [InlineData("ghcr.io/ggml-org/llama.cpp:server", "/app/llama-server", "-hf", Approved, "-md", "/data/evil.gguf")]
    [InlineData("ghcr.io/huggingface/text-generation-inference:3.0", "text-generation-launcher", "--model-id", "/data/evil", "--tokenizer-name", Approved)]
    [InlineData("ghcr.io/huggingface/text-generation-inference:3.0", "text-generation-launcher", "--model-id", Approved, "--lora-adapters", "a=/data/evil")]
    [InlineData("lmsysorg/sglang:v0.4", "python3", "-m", "sglang.launch_server", "--model-path", Approved, "--lora-paths", "a=/data/evil")]
    [InlineData("openmmlab/lmdeploy:v0.7", "lmdeploy", "serve", "api_server", "/data/evil", "--model-name", Approved)]
    [InlineData("pytorch/torchserve:0.12", "torchserve", "--start", "--model-store", "/data/evil", "--name", Approved)]
    [InlineData("nvcr.io/nvidia/tritonserver:25.01-py3", "tritonserver", "--model-store=/data/evil", "--id", Approved)]
    [InlineData("registry.shop.example/any:1", "sh", "-c", "python3 -m vllm.entrypoints.openai.api_server --model=file:///data/evil --tokenizer " + Approved)]
    public async Task Beside_a_folder(string image, params string[] command) =>
        await RefusedAsync(Server(image, r => r.Container()["command"] = List(command)), "is a folder", "release-model-not-known");

    [Theory]
    [InlineData("ghcr.io/ggml-org/llama.cpp:server", "LLAMA_ARG_MODEL", "/data/evil.gguf")]
    [InlineData("ghcr.io/ggml-org/llama.cpp:server", "LLAMA_ARG_MMPROJ", "/data/evil.gguf")]
    [InlineData("ghcr.io/huggingface/text-generation-inference:3.0", "MODEL_ID", "/data/evil")]
    [InlineData("ghcr.io/huggingface/text-generation-inference:3.0", "LORA_ADAPTERS", "a=/data/evil")]
    public async Task Beside_a_folder_in_a_variable(string image, string name, string value) =>
        await RefusedAsync(Server(image, r => { r.Env(name, value); r.Env("NOTE_MODEL", Approved); }), "is a folder", "release-model-not-known");

    [Theory]
    [InlineData("vllm/vllm-openai:v0.6.3", "MODEL_ID")]
    [InlineData("ghcr.io/ggml-org/llama.cpp:server", "MODEL_ID")]
    [InlineData("lmsysorg/sglang:v0.4", "MODEL_NAME")]
    [InlineData("nvcr.io/nvidia/tritonserver:25.01-py3", "LLM_MODEL")]
    public async Task In_a_variable_that_its_runtime_does_not_read(string image, string name) =>
        await RefusedAsync(Server(image, r => r.Env(name, Approved)), "does not say which model", "release-model-not-known");

    [Theory]
    [InlineData("ghcr.io/huggingface/text-generation-inference:3.0", "MODEL_ID")]
    [InlineData("ghcr.io/huggingface/text-embeddings-inference:cpu-1.6", "MODEL_ID")]
    [InlineData("ghcr.io/ggml-org/llama.cpp:server", "LLAMA_ARG_HF_REPO")]
    [InlineData("michaelf34/infinity:0.0.70", "INFINITY_MODEL_ID")]
    public async Task A_variable_that_its_runtime_reads_names_its_model(string image, string name)
    {
        var response = await cluster.AskAsync(Server(image, r => r.Env(name, Approved)));
        Assert.True(response.IsAllowed(), response.Message());
    }

    [Theory]
    [InlineData("vllm/vllm-openai:v0.6.3", "vllm", "serve", Approved, "--chat-template", "/etc/llm/chat.jinja", "--download-dir", "/cache", "--ssl-keyfile", "/tls/tls.key")]
    [InlineData("vllm/vllm-openai:v0.6.3", "vllm", "serve", "--enforce-eager", Approved, "--root-path", "/v1")]
    [InlineData("vllm/vllm-openai:v0.6.3", "sh", "-c", "mkdir -p /cache/evil && exec vllm serve " + Approved + " --port 8000; rm -rf /cache/evil")]
    [InlineData("vllm/vllm-openai:v0.6.3", "python3", "/app/launch.py", "--model", Approved)]
    [InlineData("ghcr.io/ggml-org/llama.cpp:server", "/app/llama-server", "-hf", Approved, "--slot-save-path", "/tmp")]
    [InlineData("openmmlab/lmdeploy:v0.7", "lmdeploy", "serve", "api_server", Approved, "--server-port", "23333")]
    [InlineData("lmsysorg/sglang:v0.4", "python3", "-m", "sglang.launch_server", "--model-path", Approved, "--chat-template", "/etc/t.jinja")]
    public async Task What_its_start_names_is_enough(string image, params string[] command)
    {
        var response = await cluster.AskAsync(Server(image, r => r.Container()["command"] = List(command)));
        Assert.True(response.IsAllowed(), response.Message());
    }

    [Theory]
    [InlineData("exec vllm serve /models/evil --tokenizer " + Approved)]
    [InlineData("MODEL=/models/evil\nexec llama-server -m $MODEL --alias " + Approved)]
    [InlineData("exec llama-server \"$@\"", "-m", "/models/evil", "--alias", Approved)]
    public async Task In_a_script_or_hook(string script, params string[] args)
    {
        await using var own = await Cluster.StartAsync();
        own.Memory.Keep("search-prod", "given", Plumbline.Collectors.Files.Kubernetes.ConfigData.Of(new(0, [("kind", new Plumbline.Posture.Rules.YamlScalar(0, "ConfigMap", true)),
            ("data", new Plumbline.Posture.Rules.YamlMap(0, [("run.sh", new Plumbline.Posture.Rules.YamlScalar(0, script, true))]))])));
        await RefusedAsync(
            Server("registry.shop.example/any:1", r =>
            {
                r.Container().Remove("resources");
                r.Container()["command"] = List(["sh", "/etc/x/run.sh", .. args]);
                r.Container()["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "v", ["mountPath"] = "/etc/x" });
                r.Pod()["spec"]!["volumes"] = new JsonArray(new JsonObject { ["name"] = "v", ["configMap"] = new JsonObject { ["name"] = "given" } });
            }), "folder", "release-model-not-known", own);
        if (args.Length > 0) return;
        await RefusedAsync(
            Server("registry.shop.example/any:1", r => r.Container(1)["lifecycle"] = new JsonObject { ["postStart"] = new JsonObject { ["exec"] = new JsonObject { ["command"] = List(["sh", "-c", script]) } } }),
            "starts a server with folder `/models/evil`", "release-model-not-known");
    }

    [Theory]
    [InlineData("/vllm-workspace/" + Approved, "")]
    [InlineData("/vllm-workspace/meta-llama", "")]
    [InlineData("/data", "/data/here")]
    public async Task In_a_folder_of_an_approved_name(string folder, string start) => await RefusedAsync(
        Server("vllm/vllm-openai:v0.6.3", r =>
        {
            r.Args("--model", Approved);
            r.Container()["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "v", ["mountPath"] = folder });
            if (start.Length > 0) r.Container()["workingDir"] = start;
        }), "is a folder", "release-model-not-known");

    [Fact]
    public async Task In_another_container()
    {
        await RefusedAsync(Server("vllm/vllm-openai:v0.6.3", r => r.Container(1)["env"] = Variables("MODEL_ID", Approved)), "container `server` runs vLLM and does not say which model", "release-model-not-known");
        await RefusedAsync(
            Server("vllm/vllm-openai:v0.6.3", r => r.Container(1)["image"] = "registry.shop.example/models/ranker@sha256:1111111111111111111111111111111111111111111111111111111111111111"),
            "container `server` runs vLLM and does not say which model", "release-model-not-known");
        var two = Server("vllm/vllm-openai:v0.6.3", r =>
        {
            r.Args("--model", Approved);
            r.Pod()["spec"]!["containers"]!.AsArray().Add(new JsonObject { ["name"] = "second", ["image"] = "lmsysorg/sglang:v0.4" });
        });
        await RefusedAsync(two, "container `second` runs SGLang and does not say which model", "release-model-not-known");
    }

    [Theory]
    [InlineData("emptyDir", true)]
    [InlineData("persistentVolumeClaim", false)]
    public async Task What_kserve_fetches_lies_where_nothing_else_is_mounted(string volume, bool isAllowed)
    {
        var review = Server("kserve/huggingfaceserver:v0.15", r =>
        {
            r.Args("--model_dir", "/mnt/models", "--model", "/mnt/models");
            r.Annotate("internal.serving.kserve.io/storage-initializer-sourceuri", "hf://" + Approved);
            r.Container()["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "kserve-provision-location", ["mountPath"] = "/mnt/models" });
            r.Pod()["spec"]!["volumes"] = new JsonArray(new JsonObject { ["name"] = "kserve-provision-location", [volume] = new JsonObject { ["claimName"] = "any" } });
        });
        if (isAllowed) Assert.True((await cluster.AskAsync(review)).IsAllowed());
        else await RefusedAsync(review, "is a folder", "release-model-not-known");
        await RefusedAsync(Server("vllm/vllm-openai:v0.6.3", r => { r.Args("--model", "/mnt/models"); r.Container(1)["env"] = Variables("MODEL_ID", Approved); }), "is a folder", "release-model-not-known");
        await RefusedAsync(Server("kserve/huggingfaceserver:v0.15", r => { r.Args("--model", "/mnt/models-of-mine"); r.Annotate("internal.serving.kserve.io/storage-initializer-sourceuri", "hf://" + Approved); }), "is a folder", "release-model-not-known");
    }

    [Theory]
    [InlineData("--revision", Revision, "--revision", "0000000000000000000000000000000000000000")]
    [InlineData("--revision=0000000000000000000000000000000000000000", "--revision", Revision)]
    [InlineData("--tokenizer-revision", Revision)]
    public async Task A_revision_beside_another(params string[] more)
    {
        await RefusedAsync(Returns("vllm/vllm-openai:v0.6.3", r => r.Args(["--model", Pinned, .. more])), Pinned, "release-model-not-approved");
    }

    [Fact]
    public async Task A_revision_of_something_else()
    {
        await RefusedAsync(Returns("vllm/vllm-openai:v0.6.3", r => { r.Args("--model", Pinned); r.Env("REVISION", Revision); }), Pinned, "release-model-not-approved");
        await RefusedAsync(Returns("vllm/vllm-openai:v0.6.3", r => { r.Args("--model", "anthropic.claude-3-5-haiku-20241022-v1:0", "--revision", Revision, "--lora-modules", "a=" + Pinned); }), Pinned, "release-model-not-approved");
        const string Tgi = "ghcr.io/huggingface/text-generation-inference:3.0";
        Assert.True((await cluster.AskAsync(Returns(Tgi, r => { r.Env("MODEL_ID", Pinned); r.Env("REVISION", Revision); }))).IsAllowed());
        await RefusedAsync(Returns(Tgi, r => { r.Args("--model-id", Pinned, "--revision", "main"); r.Env("REVISION", Revision); }), Pinned, "release-model-not-approved");
        await RefusedAsync(
            Returns(Tgi, r => { r.Env("MODEL_ID", Pinned); r.Env("REVISION", Revision); r.Container()["env"]!.AsArray().Add(Variables("REVISION", "main")[0]!.DeepClone()); }), Pinned, "release-model-not-approved");
    }

    private static JsonNode Server(string image, Action<JsonNode> more) => Cluster.Review("deployment-server", r =>
    {
        r.Container()["image"] = image;
        r.Container().Remove("args");
        more(r);
    });

    private static JsonNode Returns(string image, Action<JsonNode> more) => Server(image, r =>
    {
        r.Space("returns-prod");
        r.Label("plumbline/system", "returns-desk");
        more(r);
    });

    private static JsonArray Variables(string name, string value) => new(new JsonObject { ["name"] = name, ["value"] = value });

    private static JsonArray List(string[] words) => new([.. words.Select(w => (JsonNode)w)]);

    private async Task RefusedAsync(JsonNode review, string told, string rule, Cluster? own = null)
    {
        var response = await (own ?? cluster).AskAsync(review);
        Assert.False(response.IsAllowed(), response.ToJsonString());
        Assert.Contains(told, response.Message(), StringComparison.Ordinal);
        Assert.Contains(rule, response.Message(), StringComparison.Ordinal);
    }
}
