using System.Text.Json.Nodes;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Rules;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>What most of a cluster is made of has no AI in it: it is let pass, and nothing is said about it.</summary>
public sealed class OrdinaryTests(Running running)
{
    private readonly Cluster cluster = running.Cluster;

    public static TheoryData<string> Pods() =>
    [
        """{"containers":[{"name":"web","image":"nginx:1.27","env":[{"name":"POD_IP","valueFrom":{"fieldRef":{"fieldPath":"status.podIP"}}},{"name":"CPU","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu"}}}],"livenessProbe":{"httpGet":{"path":"/","port":80}}}]}""",
        """{"containers":[{"name":"db","image":"postgres:17","envFrom":[{"secretRef":{"name":"db"}}],"readinessProbe":{"exec":{"command":["pg_isready","-U","postgres"]}},"lifecycle":{"preStop":{"exec":{"command":["sh","-c","pg_ctl stop -m fast"]}}}}]}""",
        """{"containers":[{"name":"backup","image":"alpine/git:2.47","command":["sh","-c","git clone https://github.com/shop/storefront.git /src && tar czf /out/src.tgz /src"]}]}""",
        """{"containers":[{"name":"cache","image":"redis:7","command":["redis-server","/etc/redis/redis.conf"],"livenessProbe":{"exec":{"command":["redis-cli","ping"]}}}],"volumes":[{"name":"c","configMap":{"name":"ordinary"}}]}""",
        """{"containers":[{"name":"app","image":"registry.shop.example/shop:1","env":[{"name":"DATA_MODEL","value":"star"},{"name":"DEVICE_MODEL","valueFrom":{"fieldRef":{"fieldPath":"metadata.labels['model']"}}},{"name":"REPOS","value":"shop/storefront,shop/cart"},{"name":"SETTINGS","value":"{\"model\":\"car\",\"repository\":\"shop/cart\"}"}],"envFrom":[{"configMapRef":{"name":"ordinary"}}]}]}""",
        """{"containers":[{"name":"static","image":"caddy:2","args":["caddy","run","--config","/etc/caddy/Caddyfile"]}],"volumes":[{"name":"site","image":{"reference":"registry.shop.example/site:4"}}]}""",
        """{"initContainers":[{"name":"wait","image":"busybox:1.37","command":["sh","-c","until wget -qO- http://api/healthz; do sleep 1; done"]},{"name":"jar","image":"curlimages/curl:8.10.1","command":["curl","-fsSL","https://repo.maven.apache.org/maven2/org/x/1/x-1.jar","-o","/jars/x.jar"]}],"containers":[{"name":"app","image":"eclipse-temurin:21","command":["java","-jar","/jars/x.jar"]}]}""",
        """{"containers":[{"name":"docs","image":"python:3.13","command":["python","-c","import http.server, sys\nfor name in sys.argv: print('model', name)"],"env":[{"name":"DOCS","value":"See https://huggingface.co/docs for gpt-4 and others"}]}]}""",
        """{"containers":[{"name":"ci","image":"ghcr.io/cli/cli:2","command":["gh","release","download","--repo","shop/storefront","v1.2"]}]}""",
        """{"containers":[{"name":"dbt","image":"ghcr.io/dbt-labs/dbt-core:1.9","args":["run","--models","staging.orders","--select","marts/orders"]}]}""",
    ];

    [Theory]
    [MemberData(nameof(Pods))]
    public async Task A_pod_without_ai_is_untouched(string spec)
    {
        cluster.Memory.Keep("shop-prod", "ordinary", ConfigData.Of(new(0, [("kind", Text("ConfigMap")), ("data", new YamlMap(0,
            [("redis.conf", Text("maxmemory 100mb\nsave \"\"\n")), ("notes.md", Text("We compared gpt-4 with `ollama run llama3`, see https://huggingface.co/models.\n")), ("car.json", Text("{\"model\":\"T\",\"repo\":\"shop/cart\"}"))]))])));
        foreach (var owner in (string[])["Pod", "CronJob"])
        {
            var review = Cluster.Review("pod-plain", r =>
            {
                if (owner == "Pod") r.Object()["spec"] = JsonNode.Parse(spec);
                else r["request"]!["object"] = new JsonObject
                {
                    ["kind"] = "CronJob", ["apiVersion"] = "batch/v1", ["metadata"] = new JsonObject { ["name"] = "nightly" },
                    ["spec"] = new JsonObject { ["schedule"] = "0 3 * * *", ["jobTemplate"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = JsonNode.Parse(spec) } } } },
                };
            });
            var response = await cluster.AskAsync(review);
            Assert.True(response.IsAllowed(), response.Message());
            Assert.Equal(["uid", "allowed"], response.Select(p => p.Key));
        }
    }

    [Theory]
    [InlineData("run.sh", "#!/bin/bash\nset -euo pipefail\n[[ -n ${X:-} ]] && git clone https://github.com/shop/cart.git\n")]
    [InlineData("prometheus.yaml", "scrape_configs:\n  - job_name: node\n    static_configs:\n      - targets: ['localhost:9100']\n")]
    [InlineData("app.json", "{\"car\":{\"model\":\"T\"},\"hf\":\"14.2 MHz\"}")]
    [InlineData("schema.sql", "create table model (id int, name text);\n")]
    [InlineData("README.md", "Run `vllm serve` or `hf download` on your own machine, not here.\n")]
    [InlineData("colours.sh", "printf '\\e[31m%s\\e[0m' \"[[[[\"\n")]
    public async Task A_config_map_without_ai_is_untouched(string key, string text)
    {
        var response = await cluster.AskAsync(Cluster.Review("configmap", r => { r.Space("shop-prod"); r.Object()["data"] = new JsonObject { [key] = text }; }));
        Assert.Equal(["uid", "allowed"], response.Select(p => p.Key));
        Assert.True(response.IsAllowed(), response.Message());
    }

    private static YamlScalar Text(string text) => new(0, text, true);
}
