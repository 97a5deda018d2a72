using Plumbline.Cel.Types;
using Plumbline.Collectors.Approved.ModelLifecycles;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Which end a model has depends on who serves it, where, and when one asks.</summary>
public sealed class ModelLifecycleTests
{
    private static readonly DateTimeOffset Now = CollectorCases.AsOf;

    [Theory]
    [InlineData("gpt-3.5-turbo-0301", "openai", "OpenAI 2024-09-13")]
    [InlineData("GPT-3.5-Turbo-0301", "openai", "OpenAI 2024-09-13")]
    [InlineData("openai/gpt-4-0613", "", "OpenAI 2026-10-23")]
    [InlineData("text-davinci-003", "", "OpenAI 2024-01-04")]
    [InlineData("claude-2.1", "anthropic", "Anthropic 2025-07-21")]
    [InlineData("claude-3-haiku-20240307", "", "Anthropic 2026-04-20")]
    [InlineData("claude-3-haiku@20240307", "google", "Vertex AI 2026-08-23")]
    [InlineData("publishers/anthropic/models/claude-3-5-sonnet-v2@20241022", "", "Vertex AI 2026-02-19")]
    [InlineData("projects/p/locations/europe-west1/publishers/google/models/gemini-1.5-pro-001", "", "Vertex AI 2025-05-24")]
    [InlineData("textembedding-gecko@001", "", "Vertex AI 2025-04-21")]
    [InlineData("textembedding-gecko@003", "", "Vertex AI 2025-05-24")]
    [InlineData("anthropic.claude-v2:1", "bedrock", "Amazon Bedrock 2025-07-21")]
    [InlineData("bedrock/anthropic.claude-v2:1", "", "Amazon Bedrock 2025-07-21")]
    [InlineData("anthropic.claude-v2:1:200k", "", "Amazon Bedrock 2025-07-21")]
    [InlineData("us.anthropic.claude-3-haiku-20240307-v1:0", "", "Amazon Bedrock 2026-09-10")]
    [InlineData("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2", "", "Amazon Bedrock 2025-07-21")]
    [InlineData("arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0", "", "Amazon Bedrock 2026-10-14")]
    public void A_model_ends_when_its_own_host_says(string id, string provider, string expected) => Assert.Equal(expected, End(Named(id), Use(id, provider)));

    [Theory]
    [InlineData("gpt-4.1", "openai")]
    [InlineData("gpt-4o", "openai")]
    [InlineData("gemini-1.5-pro", "google")]
    [InlineData("claude-3-haiku", "anthropic")]
    [InlineData("claude-3-haiku", "")]
    [InlineData("gemini-2.5-flash", "google")]
    [InlineData("gpt-9-2031-01-01", "openai")]
    public void An_alias_or_a_model_that_nobody_noted_has_no_end_on_record(string id, string provider) => Assert.Equal("unknown", End(Named(id), Use(id, provider)));

    [Theory]
    [InlineData("gpt-3.5-turbo-0301", "openrouter")]
    [InlineData("gpt-3.5-turbo-0301", "azure-openai")]
    [InlineData("azure/gpt-3.5-turbo-0301", "")]
    [InlineData("claude-2.1", "bedrock")]
    public void A_fact_of_one_host_says_nothing_of_another(string id, string provider) => Assert.Equal("unknown", End(Named(id), Use(id, provider)));

    [Fact]
    public void A_bare_id_whose_hosts_differ_gets_no_day_until_all_of_them_are_past()
    {
        var model = Named("gemini-x-001");
        ModelFact[] facts = [Fact("gemini-api", "gemini-x-001", "2026-10-01"), Fact("vertex", "gemini-x-001", "2027-02-01")];
        Assert.Equal("unknown", End(model, facts: facts));
        Assert.Equal("the Gemini API and Vertex AI 2027-02-01", End(model, facts: facts, now: Day("2027-02-02")));
        Assert.Equal("Vertex AI 2027-02-01", End(model, Use("gemini-x-001", "google", "vertex-ai"), facts));
    }

    [Fact]
    public void What_one_of_Googles_hosts_still_serves_is_not_known_to_be_served_by_the_other()
    {
        ModelFact[] facts = [Fact("vertex", "gemini-x-001", "2027-02-01")];
        Assert.Equal("unknown", End(Named("gemini-x-001"), facts: facts));
        Assert.Equal("unknown", End(Named("gemini-x-001"), facts: facts, now: Day("2027-02-01")));
        Assert.Equal("Vertex AI 2027-02-01", End(Named("gemini-x-001"), Use("gemini-x-001", "google", "vertex-ai"), facts));
    }

    [Fact]
    public void A_region_that_a_fact_does_not_name_is_not_meant()
    {
        Assert.Equal("unknown", End(Named("anthropic.claude-3-haiku-20240307-v1:0"), now: Day("2026-09-09")));
        Assert.Equal("Amazon Bedrock 2026-09-10", End(Called("anthropic.claude-3-haiku-20240307-v1:0", "eu-west-1")));
        Assert.Equal("unknown", End(Called("anthropic.claude-3-haiku-20240307-v1:0", "sa-east-1")));
        Assert.Equal("unknown", End(Named("global.anthropic.claude-3-haiku-20240307-v1:0")));
    }

    [Theory]
    [InlineData("2026-05-01", "azure 2026-12-01", "azure none")]
    [InlineData("2026-12-01", "unknown", "unknown")]
    public void A_day_that_may_move_decides_nothing_once_it_has_come(string now, string extendable, string notBefore)
    {
        Assert.Equal(extendable, End(Deployed("m-1"), facts: [Fact("azure", "m-1", "2026-12-01", RetirementTerm.Extendable)], now: Day(now)).Replace("Azure", "azure", StringComparison.Ordinal));
        Assert.Equal(notBefore, End(Deployed("m-1"), facts: [Fact("azure", "m-1", "2026-12-01", RetirementTerm.NotBefore)], now: Day(now)).Replace("Azure", "azure", StringComparison.Ordinal));
    }

    [Fact]
    public void A_deployment_of_Azure_ends_by_Azures_own_page() => Assert.Equal("Azure 2025-06-06", End(Deployed("gpt-4-0613")));

    [Fact]
    public void What_a_control_plane_answers_comes_before_a_file_of_the_estate_and_that_before_what_is_shipped()
    {
        var written = Fact("bedrock", "anthropic.claude-v2:1", "2027-01-01").ToClaim(Plane.Approved, new Origin("model-lifecycles", "ends.txt", 2));
        var live = (Fact("bedrock", "anthropic.claude-v2:1", "2027-01-01", RetirementTerm.Active) with { Retires = null, Regions = ["eu-west-1"] }).ToClaim(Plane.Deployed, new Origin("aws-snapshot", "list.json"));
        var here = Called("anthropic.claude-v2:1", "eu-west-1");
        Assert.Equal("Amazon Bedrock 2025-07-21", End(here));
        Assert.Equal("Amazon Bedrock 2027-01-01", End(here, written));
        Assert.Equal("Amazon Bedrock none", End(here, written, live));
        Assert.Equal("Amazon Bedrock 2027-01-01", End(Called("anthropic.claude-v2:1", "us-east-1"), written, live));
    }

    [Fact]
    public async Task A_list_of_foundation_models_says_until_when_they_are_served()
    {
        const string List = """
            { "modelSummaries": [
              { "modelArn": "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-a-v1:0", "modelName": "A", "modelLifecycle": { "status": "ACTIVE" } },
              { "modelArn": "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-b-v1:0", "modelName": "B", "modelLifecycle": { "status": "LEGACY", "legacyTime": "2026-01-30T00:00:00Z", "endOfLifeTime": "2026-07-30T00:00:00Z" } },
              { "modelArn": "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-c-v1:0", "modelName": "C", "modelLifecycle": { "status": "LEGACY" } },
              { "modelArn": "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-d-v1:0", "modelName": "D", "modelLifecycle": 7 } ] }
            """;
        var facts = (await Estate.Claims(new Deployed.AwsSnapshot.AwsSnapshotCollector(), ("aws/111122223333/eu-west-1/bedrock/list-foundation-models.json", List))).Select(ModelFact.From).OfType<ModelFact>().ToList();
        Assert.Equal(["anthropic.claude-a-v1:0 Active ", "anthropic.claude-b-v1:0 Fixed 2026-07-30"], facts.Select(f => $"{f.Model} {f.Term} {f.Retires:yyyy-MM-dd}"));
    }

    [Fact]
    public void What_was_looked_for_of_models_was_looked_for_of_their_ends()
    {
        var reach = new Reach(new AssetId(AssetKind.Workload, "path:app"));
        var looked = new Coverage("x", Plane.Declared, reach, ["workload.models", "workload.prompts"]).ToClaim(new Origin("x"));
        var hidden = new Gap("x", Plane.Declared, GapKind.Unreadable, "r", "f", reach, ["workload.models"]).ToClaim(new Origin("x", "f"));
        var other = new Coverage("x", Plane.Declared, reach, ["workload.prompts"]).ToClaim(new Origin("x"));
        var said = Complete([looked, hidden, other]);
        Assert.Equal(["workload.lifecycles"], Coverage.Read(Assert.Single(said, c => c.Property == Claim.Reserved.Coverage)).Speaks);
        Assert.Equal(["workload.lifecycles"], Gap.Read(Assert.Single(said, c => c.Property == Claim.Reserved.Gap)).Speaks);
    }

    [Fact]
    public void An_agent_in_code_is_not_told_beside_its_workload()
    {
        var agent = Named("gpt-4-0613") with { Subject = new AssetId(AssetKind.Agent, "path:app#a") };
        Assert.Single(Complete([agent]));
        Assert.Equal(AssetKind.Workload, Assert.Single(Complete([agent, Named("gpt-4-0613")])).Subject.Kind);
    }

    [Fact]
    public void An_agent_is_told_where_its_own_project_does_not_name_the_model()
    {
        var agent = Named("gpt-4-0613") with { Subject = new AssetId(AssetKind.Agent, "path:samples/a.cs#a"), Origin = new Origin("code-uses", "samples/a.cs", 3) };
        Assert.Equal(2, Complete([agent, Named("gpt-4-0613")]).Count);
        var project = new Binding(new AssetId(AssetKind.Workload, "path:."), "path:.", "built-from").ToClaim(Plane.Declared, new Origin("x"), DateTimeOffset.MinValue);
        Assert.Single(Complete([agent, Named("gpt-4-0613"), project]));
    }

    [Fact]
    public void A_table_of_models_is_no_use_of_any_unless_the_code_uses_it()
    {
        Claim[] table = [.. Enumerable.Range(1, 12).Select(n => Named($"m-{n}")), Named("gpt-4-0613")];
        Assert.Equal("unknown", End(table[^1], table[..^1]));
        Assert.Equal("OpenAI 2026-10-23", End(table[^1], [.. table[..^1], Use("gpt-4-0613", "openai") with { Origin = new Origin("code-uses", "app/main.py", 9) }]));
        Assert.Equal("OpenAI 2026-10-23", End(table[^1], table[1..^1]));
    }

    [Fact]
    public void A_model_that_code_only_names_is_not_asked_for()
    {
        var named = Named("gpt-4-0613", "app/prices.py");
        Assert.Empty(Complete([named]));
        Assert.DoesNotContain(Complete([named, Use("gpt-4.1-2025-04-14", "openai")]), c => c.Origin == named.Origin);
        Assert.Equal("OpenAI 2026-10-23", End(named, Use("gpt-4-0613", "openai")));
    }

    [Fact]
    public void Beside_a_call_whose_model_is_not_known_it_may_be_asked_for()
    {
        var elsewhere = Use("", "openai") with { Value = Value.Map(("provider", Value.Of("openai")), ("library", Value.Of("openai")), ("models", Value.List(Array.Empty<string>())), ("known", Value.Of("open"))) };
        Assert.Equal("unknown", End(Named("gpt-4-0613", "app/prices.py"), elsewhere));
    }

    [Fact]
    public void A_bare_id_in_the_settings_of_a_project_that_asks_Azure_is_a_deployment_that_nobody_knows() =>
        Assert.Equal("unknown", End(Named("gpt-4-0613"), Use("chat", "azure-openai")));

    [Fact]
    public void What_a_host_names_instead_is_what_it_still_serves()
    {
        Assert.Equal("m-3", Replacement("m-2", "m-3", "-"));
        Assert.Equal("m-4", Replacement("m-2 or m-4", "m-3", "-"));
        Assert.Equal("", Replacement("m-2", "m-1", "m-2"));
    }

    private static string Replacement(string first, string second, string third)
    {
        ModelFact[] facts = [Fact("openai", "m-1", "2026-01-01") with { Replacement = first }, Fact("openai", "m-2", "2026-02-01") with { Replacement = second }, Fact("openai", "m-9", "2026-02-01") with { Replacement = third }];
        return new Joining([Named("m-1"), Use("m-1", "openai")], facts, Now).ToClaims().Single().Value.AsMap!["replacement"].AsString!;
    }

    [Fact]
    public void Weights_that_somebody_tuned_have_no_end_of_a_providers() => Assert.Empty(Complete([Named("ft:gpt-4o-2024-08-06:org::1")]));

    [Fact]
    public void Every_fact_that_is_shipped_is_dated_sourced_and_said_once()
    {
        var facts = FactsFile.Shipped;
        Assert.True(facts.Length > 400);
        Assert.All(facts, f => Assert.True(f.Noted is not null && f.Noted <= Now && f.Source.StartsWith("https://", StringComparison.Ordinal), f.Model));
        Assert.Equal(["anthropic", "azure", "bedrock", "cohere", "gemini-api", "mistral", "openai", "vertex"], facts.Select(f => f.Host).Distinct().Order(StringComparer.Ordinal));
        Assert.All(facts.Where(f => f.Announced is not null), f => Assert.True(f.Announced <= f.Retires, f.Model));
        Assert.Empty(facts.GroupBy(f => (f.Host, f.Model.ToLowerInvariant(), string.Join(',', f.Regions))).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    private static string End(Claim claim, params Claim[] others) => End(claim, null, Day("2026-11-21"), others);

    private static string End(Claim claim, Claim? other = null, ModelFact[]? facts = null, DateTimeOffset? now = null) => End(claim, facts, now ?? Now, other is null ? [] : [other]);

    private static string End(Claim claim, ModelFact[]? facts, DateTimeOffset now, Claim[] others)
    {
        var said = new Joining([claim, .. others], facts ?? [.. FactsFile.Shipped], now).ToClaims().Single(c => c.Origin == claim.Origin && c.Value.AsMap!["id"].AsString == (claim.Value.AsMap!["id"].AsString ?? claim.Value.AsMap!["model"].AsString));
        var map = said.Value.AsMap!;
        if (map["retires"].IsUnknown) return "unknown";
        var day = ((Timestamp)map["retires"].AsBoxed!).AsInstant;
        return $"{map["host"].AsString} {(day == ModelFact.Never ? "none" : day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))}";
    }

    private static List<Claim> Complete(IReadOnlyCollection<Claim> claims) => [.. new ModelLifecyclesCollector().Complete(new Scope("test", Now, [], []), claims)];

    private static Claim Named(string text, string file = "app/settings.yaml") =>
        Said(new AssetId(AssetKind.Workload, $"path:{file}"), "models", Plane.Declared, "model-references", ("id", text), ("base", ModelId.Parse(text).Base)) with { Origin = new Origin("model-references", file, 1) };

    private static Claim Called(string model, string region) =>
        Said(new AssetId(AssetKind.Workload, "arn:aws:iam::111122223333:role/app"), "calls", Plane.Observed, "cloudtrail", ("model", model), ("base", ModelId.Parse(model).Base), ("region", region));

    private static Claim Deployed(string model) => Said(
        new AssetId(AssetKind.Endpoint, "/subscriptions/s/accounts/a"), "deployments", Plane.Deployed, "azure-snapshot", ("name", "chat"), ("model", model), ("base", model), ("upgrade", "never"));

    private static Claim Use(string model, string provider, string library = "") => new(
        new AssetId(AssetKind.Workload, "path:app/main.py"), "uses", Plane.Declared,
        Value.Map(("provider", Value.Of(provider)), ("library", Value.Of(library)), ("models", Value.List([model]))), new Origin("code-uses", "app/main.py", 2), DateTimeOffset.MinValue);

    private static Claim Said(AssetId subject, string word, Plane plane, string source, params (string Key, string Text)[] fields) =>
        new(subject, word, plane, Value.Map([.. fields.Select(f => (f.Key, Value.Of(f.Text)))]), new Origin(source, "app/main.py", 1), DateTimeOffset.MinValue);

    private static ModelFact Fact(string host, string model, string retires, RetirementTerm term = RetirementTerm.Fixed) =>
        new(host, model, null, term, Day(retires), "", [], "https://provider.example/ends", Day("2026-01-01"));

    private static DateTimeOffset Day(string text) => DateTimeOffset.Parse(text + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
