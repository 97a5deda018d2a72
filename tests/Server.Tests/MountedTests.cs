using System.Text.Json.Nodes;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Rules;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>A config map counts as what it is where it is mounted, whatever it and its keys are called.</summary>
public sealed class MountedTests
{
    private const string Other = "Qwen/Qwen2.5-7B-Instruct";
    private const string Serve = "vllm serve " + Other + "\n";
    private const string Prose = "Run `vllm serve " + Other + "` on your own machine.\n";

    [Theory]
    [InlineData("istio-ca-root-cert", "run.sh", Serve)]
    [InlineData("openshift-service-ca.crt", "run.sh", Serve)]
    [InlineData("kube-root-ca.crt", "ca.crt", Serve)]
    [InlineData("kube-root-ca.crt", "ca.crt", "-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----\n" + Serve)]
    public async Task A_name_of_certificates_is_no_pass(string map, string key, string text)
    {
        await using var cluster = await Cluster.StartAsync();
        Assert.False((await cluster.AskAsync(Cluster.Review("configmap", r => { r["request"]!["name"] = map; r.Object()["metadata"]!["name"] = map; r.Object()["data"] = new JsonObject { [key] = text }; }))).IsAllowed());
        Keep(cluster, map, key, text);
        await RefusedAsync(cluster, Pod(map, ["sh", "/etc/x/" + key]), Other);
    }

    [Fact]
    public async Task Certificates_of_the_cluster_itself_are_read_by_every_pod()
    {
        await using var cluster = await Cluster.StartAsync();
        var pod = Cluster.Review("deployment-server", r => r.Pod()["spec"]!["volumes"] = new JsonArray(JsonNode.Parse("""
            {"name":"kube-api-access-7xk2p","projected":{"sources":[{"serviceAccountToken":{"path":"token"}},{"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}}]}}
            """)));
        Assert.True((await cluster.AskAsync(pod)).IsAllowed());
        Keep(cluster, "kube-root-ca.crt", "ca.crt", "-----BEGIN CERTIFICATE-----\nMIIBejCCASGgAwIBAgIQ\nhZ/+ab==\n-----END CERTIFICATE-----\n");
        Assert.True((await cluster.AskAsync(pod)).IsAllowed());
        Assert.True((await cluster.AskAsync(Pod("kube-root-ca.crt", ["cat", "/etc/x/ca.crt"]))).IsAllowed());
    }

    [Theory]
    [InlineData("readme.md", "items", "run.sh", "/etc/x/run.sh")]
    [InlineData("notes.txt", "items", "bin/start", "/etc/x/bin/start")]
    [InlineData("readme.md", "subPath", "readme.md", "/opt/start")]
    [InlineData("readme.md", "projected", "main.py", "/etc/x/main.py")]
    [InlineData("readme.md", "as it is", "", "/etc/x/readme.md")]
    [InlineData("readme.md", "as it is", "", "cd /etc/x && sh ./*.md")]
    public async Task A_text_for_people_that_is_mounted_to_be_run_is_a_script(string key, string how, string path, string command)
    {
        await using var cluster = await Cluster.StartAsync();
        Keep(cluster, "given", key, Serve);
        await RefusedAsync(cluster, Mounted(key, how, path, command), Other);
    }

    [Theory]
    [InlineData("items")]
    [InlineData("projected")]
    public async Task A_text_for_people_or_a_script_that_is_mounted_as_settings_is_settings(string how)
    {
        await using var cluster = await Cluster.StartAsync();
        foreach (var key in (string[])["readme.md", "run.sh"])
        {
            Keep(cluster, "given", key, "model: meta-llama/Llama-3.1-8B-Instruct\nspeculative_config:\n  model:\n    \"" + Other + "\"\n");
            await RefusedAsync(cluster, Mounted(key, how, "config.yaml", "exec vllm serve --config /etc/x/config.yaml", "vllm/vllm-openai:v0.6.3"), Other);
        }
    }

    [Theory]
    [InlineData("nginx", "-c", "/etc/nginx/nginx.conf")]
    [InlineData("caddy", "file-server", "--root", "/etc/x")]
    [InlineData("sh", "-c", "exec nginx -g 'daemon off;'")]
    public async Task A_text_for_people_that_nobody_runs_is_none(params string[] command)
    {
        await using var cluster = await Cluster.StartAsync();
        Keep(cluster, "given", "readme.md", Prose);
        Keep(cluster, "given", "readme.md", Prose, "shop-prod");
        foreach (var space in (string[])["search-prod", "shop-prod"])
            Assert.True((await cluster.AskAsync(Cluster.Review("pod-plain", r => { r.Space(space); r.Object()["spec"] = Pod("given", command)["request"]!["object"]!["spec"]!.DeepClone(); }))).IsAllowed());
    }

    [Theory]
    [InlineData("# start \\\nvllm serve " + Other + "\n")]
    [InlineData("#!/bin/sh\n  # start \\\n  vllm serve " + Other + "\n")]
    [InlineData("//usr/bin/vllm serve " + Other + "\n")]
    [InlineData("X='\n# ' vllm serve " + Other + "\n")]
    [InlineData("hf download " + Other + " --local-dir space\n")]
    [InlineData("hf download --local-dir dataset " + Other + "\n")]
    [InlineData("hf download --repo-type dataset --repo-type model " + Other + "\n")]
    [InlineData("python3 -c 'snapshot_download(\"" + Other + "\"), load(repo_type=\"dataset\")'\n")]
    public async Task A_comment_or_a_word_in_another_place_hides_nothing(string script)
    {
        await using var cluster = await Cluster.StartAsync();
        Keep(cluster, "given", "run.sh", script);
        await RefusedAsync(cluster, Pod("given", ["sh", "/etc/x/run.sh"]), Other);
    }

    [Theory]
    [InlineData("# vllm serve " + Other + "\n")]
    [InlineData("  # don't run\n  # vllm serve " + Other + " \\\n  # --port 1\nexec nginx\n")]
    [InlineData("// vllm serve " + Other + "\n")]
    [InlineData("hf download --repo-type dataset acme/questions-7b\n")]
    [InlineData("hf download acme/questions-7b --repo-type=dataset --local-dir /data\n")]
    [InlineData("python3 -c 'snapshot_download(\"acme/questions-7b\", token=read(), repo_type=\"dataset\")'\n")]
    public async Task A_comment_and_a_dataset_are_no_model(string script)
    {
        await using var cluster = await Cluster.StartAsync();
        Keep(cluster, "given", "run.sh", script);
        var response = await cluster.AskAsync(Pod("given", ["sh", "/etc/x/run.sh"]));
        Assert.True(response.IsAllowed(), response.Message());
        Assert.Empty(response.Warnings());
    }

    private static JsonNode Mounted(string key, string how, string path, string command, string image = "busybox:1.37") => Cluster.Review("pod-client", r =>
    {
        var map = new JsonObject { ["name"] = "given" };
        if (how is "items" or "projected") map["items"] = new JsonArray(new JsonObject { ["key"] = key, ["path"] = path });
        var mount = new JsonObject { ["name"] = "v", ["mountPath"] = how == "subPath" ? command : "/etc/x" };
        if (how == "subPath") mount["subPath"] = path;
        r.Object()["spec"] = new JsonObject
        {
            ["volumes"] = new JsonArray(how == "projected"
                ? new JsonObject { ["name"] = "v", ["projected"] = new JsonObject { ["sources"] = new JsonArray(new JsonObject { ["configMap"] = map }) } } : new JsonObject { ["name"] = "v", ["configMap"] = map }),
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "app", ["image"] = image, ["command"] = new JsonArray("sh", "-c", command), ["volumeMounts"] = new JsonArray(mount) }),
        };
    });

    private static JsonNode Pod(string map, string[] command) => Cluster.Review("pod-client", r => r.Object()["spec"] = new JsonObject
    {
        ["volumes"] = new JsonArray(new JsonObject { ["name"] = "v", ["configMap"] = new JsonObject { ["name"] = map } }),
        ["containers"] = new JsonArray(new JsonObject
        {
            ["name"] = "app", ["image"] = "busybox:1.37", ["command"] = new JsonArray([.. command.Select(c => (JsonNode)c)]),
            ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "v", ["mountPath"] = "/etc/x" }),
        }),
    });

    private static void Keep(Cluster cluster, string map, string key, string text, string space = "search-prod") => cluster.Memory.Keep(space, map, ConfigData.Of(new YamlMap(0,
        [("kind", new YamlScalar(0, "ConfigMap", true)), ("data", new YamlMap(0, [(key, new YamlScalar(0, text, true))]))])));

    private static async Task RefusedAsync(Cluster cluster, JsonNode review, string told)
    {
        var response = await cluster.AskAsync(review);
        Assert.False(response.IsAllowed(), response.ToJsonString());
        Assert.Contains(told, response.Message(), StringComparison.Ordinal);
    }
}
