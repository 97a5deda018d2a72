using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using Plumbline.Server.Api;
using Xunit;

namespace Plumbline.Server.Tests.Api;

/// <summary>The files of a form are read side by side, by every collector.</summary>
public sealed class SentReleaseTests
{
    [Fact]
    public async Task The_files_of_a_form_are_read_by_many_at_once()
    {
        string[] sent = [.. Enumerable.Range(0, 8).Select(i => string.Concat(Enumerable.Repeat($"line of file {i}\n", 4000)))];
        var release = (await SentRelease.ReadAsync(Form(sent))).Release!;
        Assert.Equal(sent.Length, release.Files.Length);
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (i, stop) =>
        {
            var file = release.Files[i % sent.Length];
            using var reader = new StreamReader(file.Open());
            Assert.Equal(sent[i % sent.Length], await reader.ReadToEndAsync(stop));
        });
    }

    private static DefaultHttpContext Form(IEnumerable<string> files)
    {
        var body = new StringBuilder("--x\r\nContent-Disposition: form-data; name=\"system\"\r\n\r\nsearch\r\n--x\r\nContent-Disposition: form-data; name=\"environment\"\r\n\r\nproduction\r\n");
        foreach (var file in files) body.Append("--x\r\nContent-Disposition: form-data; name=\"manifest\"; filename=\"pod.yaml\"\r\n\r\n").Append(file).Append("\r\n");
        return new DefaultHttpContext
        {
            Request = { Method = HttpMethods.Post, ContentType = $"{MediaTypeNames.Multipart.FormData}; boundary=x", Body = new MemoryStream(Encoding.UTF8.GetBytes(body.Append("--x--\r\n").ToString())) },
        };
    }
}
