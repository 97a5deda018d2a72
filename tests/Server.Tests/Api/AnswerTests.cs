using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Posture.Assets;
using Plumbline.Reports.Tests;
using Plumbline.Server.Access;
using Plumbline.Server.Web;
using Xunit;

namespace Plumbline.Server.Tests.Api;

/// <summary>Answers of the sample bank: what they look like, page by page, and when they are not sent again.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private Rehearsal server = null!;

    public async ValueTask InitializeAsync() => server = await Rehearsal.StartAsync(Path.Combine(Cluster.Root, "samples", "bank"));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Every_answer_that_the_description_describes_is_as_it_says()
    {
        var document = JsonNode.Parse((await server.GetAsync("/openapi/v1.json")).Text)!;
        var asset = server.Standing.Report.Graph.Pages(AssetKind.Workload).SelectMany(p => p).First(r => server.Standing.Report.Assessment.Findings.Any(f => f.Asset.Id == r.Id)).Id;
        List<string> wrong = [];
        var asked = 0;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            if (operations!["get"]?["responses"]?["200"]?["content"]?["application/json"]?["schema"] is not JsonObject shape) continue;
            var address = path.Replace("/assets/{kind}/{key}", Links.Asset(asset), StringComparison.Ordinal).Replace("{id}", server.Standing.Report.Assessment.Findings[0].Id, StringComparison.Ordinal)
                + (path.EndsWith("/claims", StringComparison.Ordinal) ? $"?asset={Uri.EscapeDataString(asset.ToString())}" : "");
            var (status, text) = await server.GetAsync(address);
            var components = document["components"]!.DeepClone();
            components["schemas"]!["answer"] = shape.DeepClone();
            var schema = new JsonSchema(JsonDocument.Parse(new JsonObject { ["$ref"] = "#/components/schemas/answer", ["components"] = components }.ToJsonString()).RootElement);
            using var answer = JsonDocument.Parse(text);
            if (status != HttpStatusCode.OK) wrong.Add($"{path} answers {(int)status}");
            wrong.AddRange(schema.Faults(answer.RootElement).Take(3).Select(f => $"{path}: {f}"));
            asked++;
        }

        Assert.Empty(wrong);
        Assert.Equal(9, asked);
    }

    [Theory]
    [InlineData("/api/v1/findings")]
    [InlineData("/api/v1/assets")]
    public async Task The_pages_of_a_list_are_the_list(string path)
    {
        using var whole = JsonDocument.Parse((await server.GetAsync(path + "?limit=1000")).Text);
        var (ids, cursor) = (new List<string>(), "");
        while (cursor is not null)
        {
            using var page = JsonDocument.Parse((await server.GetAsync($"{path}?limit=7&cursor={cursor}")).Text);
            ids.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            cursor = page.RootElement.GetProperty("next").GetString();
        }

        Assert.Equal(whole.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!), ids);
    }

    [Theory]
    [InlineData("/api/v1/findings?filter=severity%20%3D%3D%20%27high%27")]
    [InlineData("/api/v1/report")]
    [InlineData("/api/v1/diagnosis")]
    public async Task Who_has_the_answer_already_is_told_so_also_where_a_proxy_made_its_tag_weak(string path)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("as", "viewer");
        using var first = await client.GetAsync(path, TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", $"\"other\", W/{first.Headers.ETag!.Tag}");
        using var again = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task Who_looks_after_a_finding_can_be_read()
    {
        var page = Links.Finding(server.Standing.Report.Failures.First().Id);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"/api/v1{page}/assignment")).Status);
        await server.PostAsync(page, page + "/assign", Role.Security, ("to", "joe"), ("note", "until Friday"));
        Assert.Contains("\"to\":\"joe\"", (await server.GetAsync($"/api/v1{page}/assignment")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_cannot_speak_in_the_words_of_the_product()
    {
        Assert.DoesNotContain("call this number", (await server.GetAsync("/sources?problem=call%20this%20number")).Text, StringComparison.Ordinal);
        var (_, location, _) = await server.PostAsync("/sources", "/sources", Role.Admin, ("kind", "folder"), ("address", "not/whole"), ("minutes", "5"));
        Assert.Contains("is no whole path", (await server.GetAsync(location, Role.Admin)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("call this number", (await server.GetAsync(location.Replace("problem=", "problem=call%20this%20number", StringComparison.Ordinal), Role.Admin)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_into_a_proposal_that_is_refused_is_there_again()
    {
        var (status, _, text) = await server.PostAsync("/registries", "/registries", Role.Engineer, ("yaml", "plumbline: registry/v1\n# a long afternoon\nmodels: 7\n"), ("note", "because"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("# a long afternoon", text, StringComparison.Ordinal);
        Assert.Contains("value=\"because\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_only_not_known_cannot_be_accepted_by_a_form_either()
    {
        var page = Links.Finding(server.Standing.Report.Open.First().Id);
        Assert.Contains("problem=", (await server.PostAsync(page, page + "/waive", Role.Security, ("owner", "mara"), ("reason", "x"), ("until", "2031-03-01"))).Location, StringComparison.Ordinal);
    }
}
