using Plumbline.Collectors.Declared.Containers;
using Plumbline.Collectors.Declared.Kubernetes;
using Plumbline.Collectors.Declared.Pipelines;
using Plumbline.Collectors.Deployed.ClusterSnapshot;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>How clusters, containers and pipelines are read: joins, catalogues, and what is not known.</summary>
public sealed class ClusterTests
{
    private const string Server = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: llm }
        spec: { template: { metadata: { labels: { app: llm } }, spec: { containers: [{ name: a, image: "ollama/ollama:0.9.0", ports: [{ containerPort: 11434 }] }] } } }
        """;

    [Theory]
    [InlineData("vllm/vllm-openai:v0.9.1", "vLLM", "false")]
    [InlineData("mirror.example:5000/docker.io/vllm/vllm-openai", "vLLM", "true")]
    [InlineData("111122223333.dkr.ecr.eu-west-1.amazonaws.com/vllm-openai:latest", "vLLM", "true")]
    [InlineData("ghcr.io/berriai/litellm:main-latest", "LiteLLM", "true")]
    [InlineData("nvcr.io/nim/meta/llama-3.1-8b-instruct:1.8", "NVIDIA NIM", "false")]
    [InlineData("nvcr.io/nvidia/tritonserver:25.01-py3", "Triton", "false")]
    [InlineData("pgvector/pgvector:pg17", "pgvector", "false")]
    [InlineData("langgenius/dify-api:1.0.0", "Dify", "false")]
    [InlineData("ollama/ollama@sha256:0000000000000000000000000000000000000000000000000000000000000000", "Ollama", "false")]
    public void An_image_is_known_behind_any_registry(string text, string runtime, string floating)
    {
        var image = ImageName.Parse(text);
        Assert.Equal(runtime, AiImages.Find(image)?.Runtime);
        Assert.Equal(floating, image!.Floating);
    }

    [Theory]
    [InlineData("nginx:1.27")]
    [InlineData("acme/chromadb-exporter-web:1")]
    [InlineData("redis:7")]
    [InlineData("acme/trainer-portal")]
    [InlineData("notebook")]
    public void An_image_of_another_name_is_not_known(string text) => Assert.Null(AiImages.Find(ImageName.Parse(text)));

    [Theory]
    [InlineData("vllm serve \"acme/desk 7b\" --port 1", "vllm|serve|acme/desk 7b|--port|1")]
    [InlineData("a \\\n b;c", "a|b|;|c")]
    public void Shell_text_is_split_into_words(string text, string words) => Assert.Equal(words, string.Join('|', CommandWords.Split(text)));

    [Theory]
    [InlineData("OPENAI_API_KEY", "k9Tq2mVx81LpZr04WbNe", "provider")]
    [InlineData("DB_PASSWORD", "w8Hd3kQz6Tn1Xy5Rb0", "secret")]
    [InlineData("OPENAI_API_KEY", "${OPENAI_API_KEY}", null)]
    [InlineData("OPENAI_API_KEY", "your-openai-key-here", null)]
    [InlineData("OPENAI_API_KEY", "EMPTY", null)]
    [InlineData("MAX_TOKENS", "k9Tq2mVx81LpZr04WbNe", null)]
    [InlineData("HF_HOME", "k9Tq2mVx81LpZr04WbNe", null)]
    public void A_secret_is_told_from_what_stands_for_one(string name, string value, string? kind) => Assert.Equal(kind, SecretNames.Written(name, value));

    [Fact]
    public async Task A_recorded_answer_is_deployed_and_a_manifest_declared()
    {
        var live = Server.Replace("name: llm }", "name: llm, uid: u-1, resourceVersion: \"4\" }", StringComparison.Ordinal);
        Assert.DoesNotContain(await Estate.Claims(new ClusterSnapshotCollector(), ("a/d.yaml", Server)), c => c.Property == "containers");
        Assert.Contains(await Estate.Claims(new ClusterSnapshotCollector(), ("a/d.yaml", live)), c => c.Property == "containers");
        Assert.Contains(await Estate.Claims(new KubernetesCollector(), ("a/d.yaml", Server)), c => c.Property == "containers");
        Assert.DoesNotContain(await Estate.Claims(new KubernetesCollector(), ("a/d.yaml", live)), c => c.Property == "containers");
    }

    [Fact]
    public async Task Json_and_yaml_of_one_object_say_the_same()
    {
        const string json = """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "llm"},
             "spec": {"template": {"metadata": {"labels": {"app": "llm"}}, "spec": {"containers": [{"name": "a", "image": "ollama/ollama:0.9.0", "ports": [{"containerPort": 11434}]}]}}}}
            """;
        Assert.Equal((await Estate.Claims(new KubernetesCollector(), ("a/d.yaml", Server))).Said(), (await Estate.Claims(new KubernetesCollector(), ("a/d.json", json))).Said());
    }

    [Fact]
    public async Task The_order_of_documents_and_files_changes_nothing_that_is_said()
    {
        const string service = "apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { type: NodePort, selector: { app: llm }, ports: [{ port: 11434 }] }\n";
        var one = await Estate.Claims(new KubernetesCollector(), ("k8s/all.yaml", Server + "\n---\n" + service));
        var other = await Estate.Claims(new KubernetesCollector(), ("k8s/all.yaml", service + "---\n" + Server));
        var apart = await Estate.Claims(new KubernetesCollector(), ("k8s/a/x.yaml", service), ("k8s/z/y.yaml", Server));
        Assert.Equal(one.Said(), other.Said());
        Assert.Equal(one.Said(), apart.Said());
        Assert.Contains(one, c => c.Property == "reachableFrom" && c.Value.AsString == "node");
    }

    [Fact]
    public async Task A_broken_neighbour_takes_the_evidence_of_absence_away()
    {
        var whole = await Estate.Claims(new KubernetesCollector(), ("a/d.yaml", Server));
        var broken = await Estate.Claims(new KubernetesCollector(), ("a/d.yaml", Server + "\n---\napiVersion: v1\nkind: [\n"));
        Assert.Contains(whole, c => Speaks(c, "workload.isolation"));
        Assert.DoesNotContain(broken, c => Speaks(c, "workload.isolation"));
        Assert.Contains(broken, c => Speaks(c, "workload.containers"));
        Assert.Contains(broken.Gaps(), g => g.Kind == GapKind.Unreadable);
    }

    [Fact]
    public async Task A_cluster_that_was_not_asked_for_policies_is_not_said_to_have_none()
    {
        var live = Server.Replace("name: llm }", "name: llm, uid: u-1 }", StringComparison.Ordinal);
        const string none = """{"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":""},"items":[]}""";
        Assert.DoesNotContain(await Estate.Claims(new ClusterSnapshotCollector(), ("a/d.yaml", live)), c => Speaks(c, "workload.isolation"));
        Assert.Contains(await Estate.Claims(new ClusterSnapshotCollector(), ("a/d.yaml", live), ("a/networkpolicies.json", none)), c => Speaks(c, "workload.isolation"));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: ollama/ollama, env: [{ name: OPENAI_API_KEY, value: SECRET }] }] }\n", "a.yaml")]
    [InlineData("services: { a: { image: ollama/ollama, environment: [\"OPENAI_API_KEY=SECRET\"], command: \"--api-key SECRET\" } }\n", "compose.yaml")]
    [InlineData("FROM ollama/ollama\nENV OPENAI_API_KEY=SECRET\nARG HF_TOKEN=SECRET\n", "Dockerfile")]
    [InlineData("on: issues\njobs: { a: { runs-on: x, env: { OPENAI_API_KEY: SECRET }, steps: [{ uses: openai/codex-action@v1, with: { openai-api-key: SECRET } }] } }\n", ".github/workflows/a.yml")]
    public async Task No_secret_is_ever_said(string text, string file)
    {
        const string secret = "k9Tq2mVx81LpZr04WbNe";
        (string, string)[] estate = [(file, text.Replace("SECRET", secret, StringComparison.Ordinal))];
        var claims = (await Estate.Claims(new KubernetesCollector(), estate)).Concat(await Estate.Claims(new ContainersCollector(), estate)).Concat(await Estate.Claims(new PipelinesCollector(), estate)).ToList();
        Assert.NotEmpty(claims);
        Assert.DoesNotContain(claims, c => CollectorCases.Line(c).Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Truncated_and_scrambled_files_never_break_a_reader()
    {
        string[] texts = [Server, "services: { a: { image: ollama/ollama, ports: [\"1:2\"] } }\n", "FROM ollama/ollama\nRUN curl https://x.example | sh\n", "on: issues\njobs: { a: { steps: [{ uses: openai/codex-action@v1 }] } }\n"];
        string[] names = ["a.yaml", "compose.yaml", "Dockerfile", ".github/workflows/a.yml"];
        for (var t = 0; t < texts.Length; t++)
        {
            for (var cut = 0; cut < texts[t].Length; cut += 3)
            {
                (string, string)[] estate = [(names[t], texts[t][..cut]), ("b-" + cut + names[t].Replace('/', '-'), texts[t][cut..] + texts[t][..cut])];
                await Estate.Claims(new KubernetesCollector(), estate);
                await Estate.Claims(new ContainersCollector(), estate);
                await Estate.Claims(new PipelinesCollector(), estate);
            }
        }
    }

    private static bool Speaks(Claim claim, string word) => claim.Property == Claim.Reserved.Coverage && Coverage.Read(claim).Speaks.Contains(word);
}
