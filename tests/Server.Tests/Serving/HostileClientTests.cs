using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Plumbline.Server.Access;
using Plumbline.Server.Tests.Access;
using Xunit;

namespace Plumbline.Server.Tests.Serving;

/// <summary>Clients that send too much, too slowly, or what nobody can read.</summary>
public sealed class HostileClientTests
{
    private const long Huge = 100L << 20;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "/api/v1/registries", "application/json")]
    [InlineData("POST", "/api/v1/rules/trial", "application/json")]
    [InlineData("POST", "/api/v1/gates", "application/json")]
    [InlineData("POST", "/api/v1/gates", "multipart/form-data; boundary=x")]
    [InlineData("POST", "/api/v1/records?name=a.json", "application/json")]
    [InlineData("POST", "/api/v1/findings/x/waiver", "application/json")]
    public async Task A_body_of_100_MB_is_refused_before_it_was_sent(string method, string path, string type)
    {
        await using var served = await Served.StartAsync();
        served.Account("anna", null, Role.Engineer, Role.Security, Role.Admin);
        var token = served.Secret("anna");
        foreach (var isChunked in (bool[])[false, true])
        {
            var (answer, sent) = await SendAsync(served.Address, $"{method} {path} HTTP/1.1\r\nHost: {served.Address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: {type}\r\n{(isChunked ? "Transfer-Encoding: chunked" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Huge}"))}\r\n\r\n", type.StartsWith("multipart", StringComparison.Ordinal) ? "--x\r\nContent-Disposition: form-data; name=\"plan\"; filename=\"p.json\"\r\n\r\n" : "{\"yaml\":\"", isChunked);
            Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
            Assert.True(sent < Huge, $"{sent} bytes were taken");
            Assert.Contains("\"detail\":\"the body is larger than", answer, StringComparison.Ordinal);
        }

        using var nobody = served.Browser();
        Assert.Equal("ok\n", await nobody.GetStringAsync("/health/live", Stop));
    }

    [Theory]
    [InlineData("GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ")]
    [InlineData("POST /api/v1/registries HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {0}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{")]
    public async Task A_client_that_never_ends_its_sentence_is_hung_up_on(string begun)
    {
        await using var served = await Served.StartAsync();
        served.Account("anna", null, Role.Engineer);
        using var client = new TcpClient();
        await client.ConnectAsync(served.Address.Host, served.Address.Port, Stop);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, begun, served.Secret("anna"))), Stop);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var answer = await new StreamReader(stream).ReadToEndAsync(limit.Token);
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Uploads() => new()
    {
        { "/api/v1/gates", "application/json", "{" }, { "/api/v1/gates", "application/json", new string('[', 100_000) }, { "/api/v1/gates", "multipart/form-data; boundary=x", "no form at all" },
        { "/api/v1/gates", "multipart/form-data", "--x" }, { "/api/v1/gates", "multipart/form-data; boundary=x", Form("plan", "../../etc/passwd\u0001", "{}") },
        { "/api/v1/gates", "multipart/form-data; boundary=x", Form("plan", "p.json", "{\"format_version\":" + new string('[', 200_000)) }, { "/api/v1/gates", "multipart/form-data; boundary=x", Form("other", "p.json", "{}") },
        { "/api/v1/gates", "multipart/form-data; boundary=x", Form("manifest", "m.yaml", "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n") }, { "/api/v1/gates", "text/plain", "x" },
        { "/api/v1/registries", "application/json", "[]" }, { "/api/v1/registries", "application/json", "{\"yaml\":\"a: &a [*a]\"}" }, { "/api/v1/registries", "application/json", "{\"yaml\":7}" },
        { "/api/v1/rules/trial", "application/json", "{\"rule\":\"{{{{{{\"}" }, { "/api/v1/rules/trial", "application/json", "{}" }, { "/api/v1/records?name=../../x.json", "application/json", "{}" }, { "/api/v1/records?name=x.exe", "application/json", "{}" }, { "/api/v1/records", "application/json", "" },
        { "/api/v1/sources", "application/json", "{\"kind\":\"folder\"" }, { "/api/v1/decisions", "application/json", "{\"entry\":{},\"digest\":[]}" },
    };

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task What_cannot_be_read_is_refused_with_a_sentence_and_never_lets_anything_pass(string path, string type, string body)
    {
        await using var served = await Served.StartAsync(folders: [Cluster.Here()]);
        served.Account("anna", null, path.Contains("decisions", StringComparison.Ordinal) ? [Role.Engineer, Role.Approver] : [Role.Engineer, Role.Admin]);
        using var anna = served.Program("anna");
        while (Health(anna) != 200) await Task.Delay(50, Stop);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await anna.PostAsync(path, content, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True((int)answer.StatusCode is 400 or 413 or 415 or 422, $"{(int)answer.StatusCode} {text}");
        Assert.Contains("\"detail\":\"", text, StringComparison.Ordinal);
    }

    private static string Form(string name, string file, string content) =>
        $"--x\r\nContent-Disposition: form-data; name=\"system\"\r\n\r\nsearch\r\n--x\r\nContent-Disposition: form-data; name=\"environment\"\r\n\r\nproduction\r\n--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n{content}\r\n--x--\r\n";

    private static int Health(HttpClient client) => (int)client.GetAsync("/health", Stop).Result.StatusCode;

    // By hand, so that an answer is seen that comes before everything was sent.
    private static async Task<(string Answer, long Sent)> SendAsync(Uri address, string head, string begin, bool isChunked)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Stop);
        var stream = client.GetStream();
        var reading = ReadAsync(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Stop);
        var sent = 0L;
        try
        {
            for (var part = Encoding.ASCII.GetBytes(begin); sent < Huge && !reading.IsCompleted; part = [.. Enumerable.Repeat((byte)'x', 1 << 16)])
            {
                if (isChunked) await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{part.Length:x}\r\n")), Stop);
                await stream.WriteAsync(part, Stop);
                if (isChunked) await stream.WriteAsync("\r\n"u8.ToArray(), Stop);
                sent += part.Length;
            }
        }
        catch (IOException)
        {
            // It hung up.
        }

        return (await reading, sent);
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var (text, buffer) = (new StringBuilder(), new byte[1 << 14]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            while (!text.ToString().Contains("\"detail\"", StringComparison.Ordinal) && await stream.ReadAsync(buffer, limit.Token) is > 0 and var read) text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // What came before it hung up is the answer.
        }

        return text.ToString();
    }
}
