using System.Text.Json.Nodes;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Rules;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>A model that nobody approved is found wherever in an object it is named, beside one that is approved.</summary>
public sealed class HiddenModelTests(Running running)
{
    private const string Other = "Qwen/Qwen2.5-7B-Instruct";
    private readonly Cluster cluster = running.Cluster;

    [Theory]
    [InlineData("--speculative-config", "{\"model\": \"Qwen/Qwen2.5-7B-Instruct\", \"num_speculative_tokens\": 5}")]
    [InlineData("--speculative-config={\"model\":\"Qwen/Qwen2.5-7B-Instruct\"}")]
    [InlineData("--speculative-config={\"draft\":{\"model\":\"Qwen/Qwen2.5-7B-Instruct\"}}")]
    [InlineData("--speculative-config.model", "Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("-sc", "{\"\\u006dodel\": \"Qwen/Qwen2.5-7B-Instruct\"}")]
    [InlineData("--engine-args", "{\"a\":[{\"hf_model_path\":\"Qwen/Qwen2.5-7B-Instruct\"}]}")]
    [InlineData("--tokenizer", "Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("--tokenizer-path=Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("--served-model-name", "llama", "Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("--lora-modules", "{\"name\": \"a\", \"path\": \"Qwen/Qwen2.5-7B-Instruct\"}")]
    [InlineData("--lora-modules", "a=meta-llama/Llama-3.1-8B-Instruct", "--lora-modules", "b=Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("--lora-adapters", "a=meta-llama/Llama-3.1-8B-Instruct,b=Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("--anything", "Qwen/Qwen2.5-7B-Instruct")]
    public async Task In_an_argument(params string[] more) =>
        await RefusedAsync(Cluster.Review("deployment-server", r => r.Args(["--model", "meta-llama/Llama-3.1-8B-Instruct", .. more])), Other);

    [Theory]
    [InlineData("MODEL_CONFIG", "{\"models\": [{\"name\": \"Qwen/Qwen2.5-7B-Instruct\"}]}")]
    [InlineData("MODEL_CONFIG", "models:\n  - id: Qwen/Qwen2.5-7B-Instruct\n")]
    [InlineData("MODELS_ALLOWED", "meta-llama/Llama-3.1-8B-Instruct, Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("LLM_MODELS", "meta-llama/Llama-3.1-8B-Instruct Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("LORA_ADAPTERS", "a=Qwen/Qwen2.5-7B-Instruct;b=meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("EXTRA", "Qwen/Qwen2.5-7B-Instruct,meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("EXTRA_ARGS", "--port 8000 --tokenizer Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("MODEL_URL", "https://huggingface.co/Qwen/Qwen2.5-7B-Instruct/resolve/main/model.safetensors")]
    public async Task In_a_variable(string name, string value) => await RefusedAsync(Cluster.Review("deployment-server", r => r.Env(name, value)), Other);

    [Theory]
    [InlineData("lifecycle", "postStart", "exec")]
    [InlineData("lifecycle", "preStop", "exec")]
    [InlineData("livenessProbe", "exec")]
    [InlineData("readinessProbe", "exec")]
    [InlineData("startupProbe", "exec")]
    public async Task In_a_hook_or_probe(params string[] path)
    {
        foreach (var command in (string[][])[["vllm", "serve", Other], ["sh", "-c", $"nohup ollama run {Other} &"], ["sh", "-c", $"python3 -m vllm.entrypoints.openai.api_server --model {Other}"]])
            await RefusedAsync(Cluster.Review("deployment-server", r => Put(r.Container(1), [.. path, "command"], new JsonArray([.. command.Select(c => (JsonNode)c)]))), Other);
    }

    [Theory]
    [InlineData("git", "clone", "https://huggingface.co/Qwen/Qwen2.5-7B-Instruct", "/models")]
    [InlineData("sh", "-c", "cd /models && GIT_LFS_SKIP_SMUDGE=0 git clone https://user:pass@hf.co/Qwen/Qwen2.5-7B-Instruct.git")]
    [InlineData("wget", "-q", "https://huggingface.co/Qwen/Qwen2.5-7B-Instruct/resolve/main/model-00001-of-00004.safetensors")]
    [InlineData("sh", "-c", "curl -L \\\n  https://huggingface.co/Qwen/Qwen2.5-7B-Instruct/resolve/main/model.safetensors -o /m/x")]
    [InlineData("huggingface-cli", "download", "Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("hf", "download", "--local-dir", "/models", "Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("sh", "-c", "hf download --quiet Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("sh", "-c", "M=Qwen/Qwen2.5-7B-Instruct; hf download \"$M\" --local-dir /models")]
    [InlineData("python", "-c", "from transformers import AutoModel; AutoModel.from_pretrained('Qwen/Qwen2.5-7B-Instruct')")]
    [InlineData("python3", "-c", "from huggingface_hub import snapshot_download\nsnapshot_download(repo_id=\"Qwen/Qwen2.5-7B-Instruct\")")]
    [InlineData("python3", "-c", "import transformers\nname = 'Qwen/Qwen2.5-7B-Instruct'\ntransformers.AutoModel.from_pretrained(name)")]
    [InlineData("curl", "http://localhost:11434/api/pull", "-d", "{\"name\": \"Qwen/Qwen2.5-7B-Instruct\"}")]
    public async Task In_what_containers_fetch(params string[] command)
    {
        foreach (var list in (string[])["initContainers", "ephemeralContainers", "containers"])
        {
            var review = Cluster.Review("pod-client", r =>
            {
                if (r.Pod()["spec"]![list] is not JsonArray all) r.Pod()["spec"]![list] = all = [];
                all.Add(new JsonObject { ["name"] = "fetch", ["image"] = "registry.shop.example/tools:1", ["command"] = new JsonArray([.. command.Select(c => (JsonNode)c)]) });
            });
            await RefusedAsync(review, Other);
        }
    }

    [Theory]
    [InlineData("run.sh", "#!/bin/sh\nexec vllm serve Qwen/Qwen2.5-7B-Instruct \\\n  --port 8000\n")]
    [InlineData("run.sh", "set -e\nMODEL=\"Qwen/Qwen2.5-7B-Instruct\"\npython3 -m vllm.entrypoints.openai.api_server --model $MODEL\n")]
    [InlineData("get", "git lfs install\ngit clone https://huggingface.co/Qwen/Qwen2.5-7B-Instruct\n")]
    [InlineData("run.txt", "vllm serve Qwen/Qwen2.5-7B-Instruct\n")]
    [InlineData("main.py", "import os\nfrom transformers import pipeline\np = pipeline(\"text-generation\", model=\"Qwen/Qwen2.5-7B-Instruct\")\n")]
    [InlineData("main.py", "from vllm import LLM\nllm = LLM(\n    model='Qwen/Qwen2.5-7B-Instruct',\n)\n")]
    [InlineData("config.yaml", "model: meta-llama/Llama-3.1-8B-Instruct\nspeculative_config:\n  model:\n    \"Qwen/Qwen2.5-7B-Instruct\"\n")]
    [InlineData("config.yaml", "a: &m Qwen/Qwen2.5-7B-Instruct\ntokenizer: *m\n")]
    [InlineData("model-config.json", "{\"\\u006dodel\":\n \"Qwen/Qwen2.5-7B-Instruct\"}")]
    public async Task In_a_config_map(string key, string text)
    {
        await using var own = await Cluster.StartAsync();
        Assert.False((await own.AskAsync(Cluster.Review("configmap", r => r.Object()["data"] = new JsonObject { [key == "run.txt" ? "run.sh" : key] = text }))).IsAllowed());
        own.Memory.Keep("search-prod", "given", Data(key, text));
        await RefusedAsync(With(key), Other, cluster: own);
    }

    [Fact]
    public async Task In_a_script_by_a_variable_of_the_container()
    {
        await using var own = await Cluster.StartAsync();
        own.Memory.Keep("search-prod", "given", Data("run.sh", "exec vllm serve \"${WHICH:-meta-llama/Llama-3.1-8B-Instruct}\"\n"));
        JsonNode Named(string? which) => With("run.sh", r => { if (which is not null) r.Env("WHICH", which); });
        await RefusedAsync(Named(Other), Other, cluster: own);
        await RefusedAsync(Named("$(NOT_SAID)"), "filled in elsewhere", "release-model-not-known", own);
        Assert.True((await own.AskAsync(Named(null))).IsAllowed());
        own.Memory.Keep("search-prod", "given", Data("run.sh", "exec vllm serve \"$WHICH\"\n"));
        await RefusedAsync(Named(null), "filled in elsewhere", "release-model-not-known", own);
    }

    [Fact]
    public async Task In_settings_by_a_name_that_only_a_server_takes_for_a_model()
    {
        await using var own = await Cluster.StartAsync();
        const string Settings = "model: meta-llama/Llama-3.1-8B-Instruct\n";
        Assert.True((await own.AskAsync(Map(Settings))).IsAllowed());
        JsonNode Pod() => With("config.yaml", r => r.Container()["command"] = new JsonArray("vllm", "serve"));
        Assert.True((await own.AskAsync(Pod())).IsAllowed());
        Assert.False((await own.AskAsync(Map("model: somebody/anything\n"))).IsAllowed());
        own.Memory.Keep("search-prod", "given", Data("config.yaml", Settings + "draft_model: somebody/anything\n"));
        await RefusedAsync(Pod(), "somebody/anything", cluster: own);

        static JsonNode Map(string text) => Cluster.Review("configmap", r => { r["request"]!["name"] = "given"; r.Object()["metadata"]!["name"] = "given"; r.Object()["data"] = new JsonObject { ["config.yaml"] = text }; });
    }

    [Fact]
    public async Task Behind_more_than_is_read()
    {
        await RefusedAsync(Cluster.Review("deployment-server", r => r.Args(["--model", "meta-llama/Llama-3.1-8B-Instruct", .. Enumerable.Repeat("-x", 3000), "--model", "somebody/anything"])), "too long to be read", "release-model-not-known");
        await RefusedAsync(Cluster.Review("deployment-server", r => { r.Container().Remove("args"); r.Container()["command"] = new JsonArray("sh", "-c", new string(' ', 70_000) + "vllm serve " + Other); }), Other);
    }

    [Fact]
    public async Task Long_scripts_are_read_in_time()
    {
        await using var own = await Cluster.StartAsync();
        foreach (var part in (string[])["m.from_pretrained(x)\n", "A=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nvllm $A$A$A$A\n", "vllm serve a/b \n", "https://a/a/a/a/a", "{\"model\":[", "hf a=\"$b"])
        {
            var text = "#!/bin/sh\n" + string.Concat(Enumerable.Repeat(part, 900_000 / part.Length));
            Assert.NotNull(await own.AskAsync(Cluster.Review("configmap", r => r.Object()["data"] = new JsonObject { ["run.sh"] = text })));
        }
    }

    [Fact]
    public async Task In_a_script_that_sets_another_hub_for_what_it_starts()
    {
        await using var own = await Cluster.StartAsync();
        own.Memory.Keep("search-prod", "given", Data("run.sh", "export HF_ENDPOINT=https://hub.elsewhere.example\nexec \"$@\"\n"));
        await RefusedAsync(With("run.sh"), "https://hub.elsewhere.example/meta-llama/Llama-3.1-8B-Instruct", cluster: own);
    }

    [Theory]
    [InlineData("config.json", "{", "}")]
    [InlineData("config.yaml", "[", "]")]
    [InlineData("config.yaml", "a: {", "}")]
    public async Task What_is_nested_too_deep_to_be_read_does_not_pass(string key, string open, string close)
    {
        await using var own = await Cluster.StartAsync();
        foreach (var depth in (int[])[70, 5000])
        {
            var text = string.Concat(Enumerable.Repeat(open == "{" ? "{\"a\":" : open, depth)) + "\"model\"" + string.Concat(Enumerable.Repeat(close, depth));
            own.Memory.Keep("search-prod", "given", Data(key, text));
            await RefusedAsync(With(key), "nested deeper than 64 levels", "release-model-not-known", own);
            Assert.False((await own.AskAsync(Cluster.Review("configmap", r => r.Object()["data"] = new JsonObject { [key] = text }))).IsAllowed());
        }

        var blocks = string.Concat(Enumerable.Range(0, 100).Select(i => new string(' ', i) + "a:\n")) + new string(' ', 100) + "model: x/y\n";
        own.Memory.Keep("search-prod", "given", Data("config.yaml", blocks));
        await RefusedAsync(With(key), "nested deeper than 64 levels", "release-model-not-known", own);
    }

    private static JsonNode With(string key, Action<JsonNode>? more = null) => Cluster.Review("deployment-server", r =>
    {
        r.Pod()["spec"]!["volumes"] = new JsonArray(new JsonObject { ["name"] = "v", ["configMap"] = new JsonObject { ["name"] = "given" } });
        r.Container()["command"] = new JsonArray("sh", "/etc/run/" + key);
        more?.Invoke(r);
    });

    private static ConfigData Data(string key, string text) =>
        ConfigData.Of(new YamlMap(0, [("kind", new YamlScalar(0, "ConfigMap", true)), ("data", new YamlMap(0, [(key, new YamlScalar(0, text, true))]))]));

    private static void Put(JsonObject at, string[] path, JsonNode value)
    {
        foreach (var key in path[..^1]) at = (at[key] ??= new JsonObject()).AsObject();
        at[path[^1]] = value;
    }

    private async Task RefusedAsync(JsonNode review, string told, string rule = "release-model-not-approved", Cluster? cluster = null)
    {
        var response = await (cluster ?? this.cluster).AskAsync(review);
        Assert.False(response.IsAllowed(), response.ToJsonString());
        Assert.Contains(told, response.Message(), StringComparison.Ordinal);
        Assert.Contains(rule, response.Message(), StringComparison.Ordinal);
    }
}
