using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Plumbline.Server.Admission;
using Plumbline.Server.Keeping;
using Xunit;

namespace Plumbline.Server.Tests.Serving;

/// <summary>`plumb --server`: verbs that a running server answers.</summary>
/// <param name="running">The server.</param>
public sealed class RemoteTests(RemoteCase running) : IClassFixture<RemoteCase>
{
    private const string Manifest = "apiVersion: v1\nkind: Pod\nmetadata: { name: kyc }\nspec:\n  containers:\n    - name: app\n      image: registry.example/vllm/vllm-openai:v0.6.0\n      args: [--model, meta-llama/Llama-3.1-8B-Instruct]\n";

    public static TheoryData<string, string> Documents() => new()
    {
        { "findings --limit 5", "findings?limit=5" }, { "findings --filter severity==\"critical\"", "findings?limit=100&filter=severity%3D%3D%22critical%22" }, { "assets --kind agent", "assets?limit=100&kind=agent" },
        { "gaps", "gaps" }, { "waivers", "waivers" }, { "rules list", "rules?limit=100" }, { "diagnose", "diagnosis" }, { "drift", "drift" }, { "history workload:letters", "history?asset=workload:letters" }, { "explain unpinned-model-declared", "rules/unpinned-model-declared" }, { "scan", "report" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_json_of_a_verb_is_the_json_of_the_api_byte_by_byte(string verb, string path)
    {
        if (verb.StartsWith("history", StringComparison.Ordinal)) (verb, path) = (verb.Replace("workload:letters", Workload(), StringComparison.Ordinal), path.Replace("workload:letters", Uri.EscapeDataString(Workload()), StringComparison.Ordinal));
        var ran = await running.AskAsync("anna", [.. verb.Split(' '), "--format", "json"]);
        Assert.Equal(await running.Anna.GetStringAsync("/api/v1/" + path, TestContext.Current.CancellationToken), ran.Output);
        Assert.Equal("", string.Concat(ran.Errors.Split('\n').Where(l => !l.Contains("go on with", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("explain 1", 0)]
    [InlineData("drift", 1)]
    [InlineData("diagnose", 0)]
    [InlineData("scan", 1)]
    [InlineData("scan --fail-on none", 0)]
    [InlineData("sources", 0)]
    [InlineData("ledger verify", 0)]
    [InlineData("ledger show --limit 3", 0)]
    [InlineData("gate --system kyc-summaries --env production", 0)]
    [InlineData("gate --system fraud-scoring --env prod", 1)]
    [InlineData("gate --system nobody-knows --env production", 1)]
    public async Task Text_is_for_people_and_the_exit_code_is_that_of_the_verb(string verb, int exit)
    {
        var ran = await running.AskAsync("anna", verb.Split(' '));
        Assert.Equal((exit, ""), (ran.ExitCode, string.Concat(ran.Errors.Split('\n').Where(l => !l.Contains("go on with", StringComparison.Ordinal)))));
        Assert.NotEqual("", ran.Output.Trim());
        Assert.DoesNotContain('{', ran.Output[..1]);
    }

    [Theory]
    [InlineData("--manifest", "pod.yaml", Manifest)]
    [InlineData("--plan", "tfplan.json", """{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[{"address":"aws_bedrockagent_agent.kyc","mode":"managed","type":"aws_bedrockagent_agent","name":"kyc","provider_name":"registry.terraform.io/hashicorp/aws","values":{"agent_name":"kyc","foundation_model":"meta.llama3-70b-instruct-v1:0","instruction":"Summarise the file of one customer for an analyst of the bank."}}]}}}""")]
    public async Task A_release_is_decided_on_as_it_is_where_the_files_are(string option, string name, string text)
    {
        var file = Path.Combine(Cluster.Temporary(), name);
        File.WriteAllText(file, text);
        string[] verb = ["gate", "--system", "kyc-summaries", "--env", "production", option, file, "--format", "json"];
        var (there, here, without) = (await running.AskAsync("anna", verb), await RemoteCase.RunAsync(null, [.. verb, "--registry", RemoteCase.Bank], ("PLUMB_STORE", Path.Combine(running.Served.Home, "ledger.db"))), await running.AskAsync("anna", [.. verb[..5], .. verb[7..]]));
        Assert.Equal((1, ""), (there.ExitCode, there.Errors));
        Assert.Equal(Timeless(here.Output), Timeless(there.Output));
        Assert.Contains(there.Json["reasons"]!.AsArray(), r => !without.Json["reasons"]!.AsArray().Any(w => JsonNode.DeepEquals(r, w)));
        Directory.Delete(Path.GetDirectoryName(file)!, true);
    }

    [Fact]
    public async Task Who_proposed_does_not_approve_and_somebody_else_does()
    {
        var file = Path.Combine(Cluster.Temporary(), "registry.yaml");
        File.WriteAllText(file, "plumbline: registry/v1\nprompts:\n  - name: remote-greeting\n    versions: [{ version: \"1\", text: \"Greet kindly.\" }]\n");
        var proposed = await running.AskAsync("anna", "propose", file);
        Assert.StartsWith("prompts/remote-greeting@1  proposed  sha256:", proposed.Output, StringComparison.Ordinal);
        var own = await running.AskAsync("anna", "approve", "prompts/remote-greeting");
        Assert.Equal(3, own.ExitCode);
        Assert.Contains("`anna` proposed or wrote it, and somebody else has to decide", own.Errors, StringComparison.Ordinal);
        Assert.Equal(3, (await running.AskAsync("bert", "approve", "prompts/remote-greeting", "--digest", "sha256:0123456789ab")).ExitCode);
        Assert.StartsWith("prompts/remote-greeting@1  approved", (await running.AskAsync("bert", "approve", "prompts/remote-greeting")).Output, StringComparison.Ordinal);
        Assert.Contains("approve by bert", (await running.AskAsync("anna", "registry", "show", "prompts/remote-greeting")).Output, StringComparison.Ordinal);
        Assert.StartsWith("waivers/", (await running.AskAsync("anna", "waive", "2", "--owner", "team", "--reason", "known", "--until", "2099-01-01")).Output, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, true);
    }

    [Fact]
    public async Task A_rule_that_is_tried_leaves_nothing()
    {
        var file = Path.Combine(Cluster.Temporary(), "rule.yaml");
        File.WriteAllText(file, """
            id: agent-with-owner
            control: trial
            title: An agent has an owner
            severity: medium
            maturity: experimental
            asset: agent
            needs: [approved]
            where: "true"
            expect: "!has(asset.owner)"
            message: agent {asset.name} is owned
            why: Only to see what a trial finds.
            fix: Nothing is to be done.
            consequence: misuse
            disciplines: [identity]
            incidents: [{ title: "none yet", date: 2026-01-01, url: "https://example.org/" }]
            """);
        var rules = await running.Anna.GetStringAsync("/api/v1/rules", TestContext.Current.CancellationToken);
        var tip = Tip();
        var ran = await running.AskAsync("anna", "rules", "try", file, "--format", "json");
        Assert.Equal((1, ""), (ran.ExitCode, ran.Errors));
        Assert.Equal(ran.Json["verdicts"]!["fail"]!.GetValue<int>(), ran.Json["findings"]!.AsArray().Count(f => (string?)f!["verdict"] == "fail"));
        // One record says that the token of this run was made.
        Assert.Equal(tip + 1, Tip());
        Assert.Equal(rules, await running.Anna.GetStringAsync("/api/v1/rules", TestContext.Current.CancellationToken));
        File.WriteAllText(file, "id: x\n");
        Assert.StartsWith("plumb: the rule is not asked: ", (await running.AskAsync("anna", "rules", "try", file)).Errors, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, true);
    }

    [Theory]
    [InlineData("scan samples/bank", 2, "a server reads its own sources, and `samples/bank` lies here")]
    [InlineData("bom", 2, "a server does not answer `bom`; leave --server out")]
    [InlineData("rules test", 2, "a server does not answer `test`; leave --server out")]
    [InlineData("drift --format xml", 2, "`xml` is no format; choose terminal or json")]
    [InlineData("findings --filter nonsense==1", 2, "`filter` is no condition")]
    [InlineData("findings --limit 5000", 2, "choose 1 to 1000")]
    [InlineData("explain 99999", 2, "is too far down to be counted")]
    [InlineData("explain no-such-rule", 2, "`no-such-rule` is no rule that is loaded")]
    [InlineData("approve prompts/never-there", 2, "`prompts/never-there` is not in the ledger")]
    [InlineData("gate --system x --env production --plan no-such-file", 3, "`no-such-file` cannot be read")]
    public async Task What_cannot_be_answered_is_one_sentence(string verb, int exit, string says)
    {
        var ran = await running.AskAsync("anna", verb.Split(' '));
        Assert.Equal((exit, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(says, ran.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.org", "plumb_x", "would carry the token in the clear")]
    [InlineData("https://me:secret@example.org", "plumb_x", "an address carries no password")]
    [InlineData("somewhere", "plumb_x", "is no address of a server")]
    [InlineData("http://127.0.0.1:1", "plumb_x", "cannot be reached")]
    [InlineData("http://127.0.0.1:1", "", "set PLUMB_TOKEN, or name its file with --token-file")]
    [InlineData("http://127.0.0.1:1", "two words", "what PLUMB_TOKEN holds is no token")]
    public async Task An_address_or_token_that_cannot_be_used_is_said_and_never_shown(string url, string token, string says)
    {
        var ran = await RemoteCase.RunAsync(token, ["findings"], ("PLUMB_SERVER", url));
        Assert.Contains(says, ran.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, ran.ExitCode);
        Assert.DoesNotContain("secret", ran.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("plumb_x", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_variable_names_the_server_and_a_file_of_its_owner_the_token()
    {
        var file = Path.Combine(Cluster.Temporary(), "token");
        File.WriteAllText(file, running.Served.Secret("anna") + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains("can be read by others", (await RemoteCase.RunAsync(null, ["gaps"], ("PLUMB_SERVER", running.Url), ("PLUMB_TOKEN_FILE", file))).Errors, StringComparison.Ordinal);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(0, (await RemoteCase.RunAsync(null, ["gaps"], ("PLUMB_SERVER", running.Url), ("PLUMB_TOKEN_FILE", file))).ExitCode);
        Assert.Contains("does not know this token", (await RemoteCase.RunAsync("plumb_unknown", ["gaps"], ("PLUMB_SERVER", running.Url))).Errors, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, true);
    }

    [Theory]
    [InlineData("/moved", 3, "sends elsewhere, and a token is shown to nobody else")]
    [InlineData("/broken", 3, "the answer is no json")]
    [InlineData("/silent", 3, "the server does not say whether this is in line")]
    [InlineData("/evil", 3, "red\uFFFD[31m")]
    public async Task A_server_that_is_none_proves_nothing(string kind, int exit, string says)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var asked = 0;
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(async context =>
        {
            asked++;
            (context.Response.StatusCode, context.Response.Headers.Location) = kind switch { "/moved" => (302, "/elsewhere"), "/evil" => (422, default), _ => (200, default) };
            await context.Response.WriteAsync(kind switch { "/silent" => """{"decision":"allow"}""", "/evil" => """{"detail":"red\u001b[31m"}""", _ => "<html>" });
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var ran = await RemoteCase.RunAsync("plumb_x", [kind == "/broken" ? "gaps" : "drift", "--server", app.Urls.First() + kind]);
        Assert.Equal((exit, "", 1), (ran.ExitCode, ran.Output, asked));
        Assert.Contains(says, ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_certificate_that_is_trusted_gets_the_token()
    {
        await using var cluster = await Cluster.StartAsync();
        var url = new Uri(cluster.Address, "/").ToString();
        Assert.Contains("is not one that this machine trusts", (await RemoteCase.RunAsync("plumb_x", ["gaps", "--server", url])).Errors, StringComparison.Ordinal);
        var trusted = await RemoteCase.RunAsync("plumb_x", ["gaps", "--server", url], ("SSL_CERT_FILE", OwnCertificate.CaFile(cluster.Folder)));
        Assert.DoesNotContain("trusts", trusted.Errors, StringComparison.Ordinal);
        Assert.Equal(2, trusted.ExitCode);
    }

    private long Tip() => running.Served.Services.GetRequiredService<LedgerPool>().Use(l => l.Tip.Number);

    private string Workload() => running.Served.Services.GetRequiredService<Standings.EstateWatch>().Current!.Report.Graph.Pages(Posture.Assets.AssetKind.Workload).SelectMany(p => p).First().Id.ToString();

    private static string Timeless(string json) => string.Join('\n', json.Split('\n').Where(l => !l.Contains("\"asOf\"", StringComparison.Ordinal)));
}
