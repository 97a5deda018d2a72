using Plumbline.Collectors.Declared.ModelReferences;
using Plumbline.Collectors.Deployed.AwsSnapshot;
using Plumbline.Collectors.Deployed.AzureSnapshot;
using Plumbline.Collectors.Deployed.GoogleSnapshot;
using Plumbline.Collectors.Deployed.MlflowSnapshot;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Files that people write for their tools are no answers of a control plane that cannot be read.</summary>
public sealed class HandWrittenTests
{
    private static readonly Dictionary<string, ICollector> Snapshots = new(StringComparer.Ordinal)
    {
        ["aws"] = new AwsSnapshotCollector(), ["azure"] = new AzureSnapshotCollector(), ["google"] = new GoogleSnapshotCollector(), ["mlflow"] = new MlflowSnapshotCollector(),
    };

    [Theory]
    [InlineData("aws", "app/.vscode/launch.json", "{\"version\": \"0.2.0\", \"configurations\": [")]
    [InlineData("aws", "launch.json", "{\n  \"version\": \"0.2.0\",\n  // attach\n  \"configurations\": [],\n}")]
    [InlineData("aws", "settings.json", "{\"guardrails\": [\"a\",], /* for tests */}")]
    [InlineData("aws", "broken/package.json", "{\"version\": \"1.0.0\", \"name\"")]
    [InlineData("aws", ".devcontainer/devcontainer.json", "{\"models\": [1, // one\n]}")]
    [InlineData("aws", "111122223333/notes.json", "{\"mine\": 1, // not saved by a command\n}")]
    [InlineData("azure", "settings.json", "{\"kind\": \"Microsoft.CognitiveServices/accounts\", // ours\n}")]
    [InlineData("azure", ".vscode/settings.json", "{\"kind\": \"Microsoft.CognitiveServices/accounts\"")]
    [InlineData("google", "settings.json", "{\"bindings\": [], \"members\": [], // keys\n}")]
    [InlineData("google", ".vscode/settings.json", "{\"bindings\": [], \"members\": [")]
    [InlineData("mlflow", "settings.json", "{\"registered_model\": \"a\", // ours\n}")]
    [InlineData("mlflow", ".idea/settings.json", "{\"registered_model\": \"a\", ")]
    public async Task Settings_with_comments_are_no_unreadable_answer(string snapshot, string path, string text) =>
        Assert.DoesNotContain((await Estate.Claims(Snapshots[snapshot], (path, text))).Gaps(), g => g.Kind == GapKind.Unreadable);

    [Theory]
    [InlineData("aws", "export.json", "{\"guardrails\": [{\"id\"")]
    [InlineData("aws", "111122223333/get-guardrail.json", "{\"guardrailId\": \"a\", // edited\n}")]
    [InlineData("aws", "111122223333/notes.json", "")]
    [InlineData("azure", "export.json", "{\"type\": \"Microsoft.CognitiveServices/accounts\"")]
    [InlineData("google", "export.json", "{\"bindings\": [{\"members\": [")]
    [InlineData("mlflow", "export.json", "{\"registered_model\": {\"name\"")]
    public async Task An_answer_that_breaks_off_is_unreadable(string snapshot, string path, string text) =>
        Assert.Contains((await Estate.Claims(Snapshots[snapshot], (path, text))).Gaps(), g => g.Kind == GapKind.Unreadable);

    [Theory]
    [InlineData(".claude/skills/x/SKILL.py")]
    [InlineData("app/.codex/run.py")]
    [InlineData(".github/scripts/ask.py")]
    public async Task Folders_of_coding_agents_are_no_workloads(string path) =>
        Assert.Empty(await Estate.Claims(new ModelReferencesCollector(), (path, "MODEL = \"gpt-4o\"\n")));

    [Theory]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nspec: { model: gpt-4o }\n", false)]
    [InlineData("# ours\n---\nkind: Pod\napiVersion: v1\nmodel: gpt-4o\n---\n# nothing\n", false)]
    [InlineData("apiVersion: v1\nkind: Pod\n---\nmodel: gpt-4o\n", true)]
    [InlineData("apiVersion: v2\nname: chart\nmodel: gpt-4o\n", true)]
    [InlineData("spec:\n  apiVersion: v1\n  kind: Pod\nmodel: gpt-4o\n", true)]
    public async Task Manifests_of_kubernetes_are_left_to_their_reader(string text, bool isRead) =>
        Assert.Equal(isRead, (await Estate.Claims(new ModelReferencesCollector(), ("deploy/x.yaml", text))).Count > 0);
}
