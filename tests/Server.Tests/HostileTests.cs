using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Plumbline.Server.Admission;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>What is wrong is answered so, and neither ends the server nor passes.</summary>
public sealed class HostileTests(Running running)
{
    private readonly Cluster cluster = running.Cluster;

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\"}")]
    [InlineData("{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"operation\":\"CREATE\"}}")]
    [InlineData("{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":7,\"operation\":\"CREATE\"}}")]
    [InlineData("{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v9\",\"request\":{\"uid\":\"a\",\"operation\":\"CREATE\"}}")]
    [InlineData("{\"kind\":\"ConversionReview\",\"apiVersion\":\"apiextensions.k8s.io/v1\",\"request\":{\"uid\":\"a\"}}")]
    public async Task What_is_no_review_is_answered_400(string body)
    {
        using var answer = await cluster.SendAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("\"operation\":\"CREATE\"")]
    [InlineData("\"operation\":\"CREATE\",\"object\":\"text\"")]
    [InlineData("\"operation\":\"CREATE\",\"object\":[]")]
    [InlineData("\"operation\":\"CREATE\",\"object\":{\"metadata\":{}}")]
    [InlineData("\"operation\":\"ERASE\",\"object\":{\"kind\":\"Pod\"}")]
    [InlineData("\"object\":{\"kind\":\"Pod\"}")]
    [InlineData("\"operation\":\"CREATE\",\"object\":{\"kind\":\"Pod\",\"kind\":\"Pod\"}")]
    [InlineData("\"operation\":\"CREATE\",\"object\":{\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"image\":\"vllm/vllm-openai\",\"args\":[],\"args\":[\"--model\",\"evil/model-7b\"]}]}}")]
    [InlineData("\"operation\":\"CREATE\",\"object\":{\"kind\":\"Pod\",\"x\":\"\\ud800\"}")]
    public async Task A_review_that_cannot_be_judged_is_refused_with_its_id(string request)
    {
        using var answer = await cluster.SendAsync($"{{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{{\"uid\":\"u-1\",{request}}}}}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var response = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["response"]!.AsObject();
        Assert.Equal(("u-1", false, 400), ((string?)response["uid"], response.IsAllowed(), response.Code()));
    }

    [Theory]
    [InlineData(70)]
    [InlineData(1500)]
    public async Task Deep_nesting_is_refused(int depth)
    {
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        using var answer = await cluster.SendAsync($"{{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{{\"uid\":\"deep\",\"operation\":\"CREATE\",\"object\":{{\"kind\":\"Pod\",\"spec\":{nested}}}}}}}");
        var response = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["response"]!.AsObject();
        Assert.Equal(("deep", false), ((string?)response["uid"], response.IsAllowed()));
    }

    [Fact]
    public async Task Other_types_methods_and_paths_are_refused()
    {
        using var type = await cluster.SendAsync(Cluster.Review("pod-plain").ToJsonString(), "application/yaml");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, type.StatusCode);
        Assert.StartsWith("405", await cluster.GetAsync("/admit"), StringComparison.Ordinal);
        Assert.StartsWith("404", await cluster.GetAsync("/"), StringComparison.Ordinal);
        Assert.Equal("200 ok", await cluster.GetAsync("/healthz"));
        Assert.Equal("200 ok", await cluster.GetAsync("/readyz"));
    }

    [Fact]
    public async Task Three_mebibytes_are_judged_and_more_is_not_read()
    {
        JsonNode Of(int length) => Cluster.Review("configmap", r => r.Object()["data"]!["filler"] = new string('x', length));
        Assert.True((await cluster.AskAsync(Of(2_900_000))).IsAllowed());
        var evil = Of(2_900_000);
        evil.Object()["data"]!["MODEL_ID"] = "anthropic.claude-3-opus-20240229-v1:0";
        Assert.False((await cluster.AskAsync(evil)).IsAllowed());
        using var answer = await cluster.SendAsync(Of(3_200_000).ToJsonString());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Many_containers_and_variables_take_no_longer_than_an_api_server_waits()
    {
        var review = Cluster.Review("deployment-server", r =>
        {
            var containers = r.Pod()["spec"]!["containers"]!.AsArray();
            for (var i = 0; i < 400; i++)
            {
                var env = new JsonArray([.. Enumerable.Range(0, 20).Select(n => (JsonNode)new JsonObject { ["name"] = $"V{n}", ["value"] = n == 0 ? "x" : $"$(V{n - 1})$(V{n - 1})" })]);
                containers.Add(new JsonObject { ["name"] = $"c{i}", ["image"] = $"registry.shop.example/a{i}/b/c/d:{i}", ["args"] = new JsonArray("--a", new string('$', 500) + "$(V19)$(V18)"), ["env"] = env });
            }
        });
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        await cluster.AskAsync(review);
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 4);
    }

    [Fact]
    public async Task Whoever_stops_in_the_middle_holds_nobody_up()
    {
        var held = new List<IDisposable>();
        for (var i = 0; i < 40; i++)
        {
            var tcp = await cluster.ConnectAsync();
            held.Add(tcp);
            if (i % 2 == 0) continue;
            var tls = new System.Net.Security.SslStream(tcp.GetStream());
            await tls.AuthenticateAsClientAsync(new System.Net.Security.SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = Cluster.Trust(OwnCertificate.CaFile(cluster.Folder)) }, TestContext.Current.CancellationToken);
            await tls.WriteAsync(Encoding.ASCII.GetBytes("POST /admit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"), TestContext.Current.CancellationToken);
            held.Add(tls);
        }

        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.True((await cluster.AskAsync(Cluster.Review("pod-plain"))).IsAllowed());
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 2);
        held.ForEach(h => h.Dispose());
    }

    [Fact]
    public async Task Bytes_that_are_anything_never_end_it()
    {
        var random = new Random(7);
        var text = Encoding.UTF8.GetBytes(Cluster.Review("deployment-server").ToJsonString());
        for (var i = 0; i < 300; i++)
        {
            var copy = (byte[])text.Clone();
            for (var n = random.Next(1, 6); n > 0; n--) copy[random.Next(copy.Length)] = (byte)random.Next(256);
            using var answer = await cluster.SendAsync(copy);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
        }

        Assert.Equal("200 ok", await cluster.GetAsync("/readyz"));
    }
}
