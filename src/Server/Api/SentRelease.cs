using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.Features;
using Plumbline.Posture.Scans;
using Plumbline.Server.Desks;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Api;

/// <summary>A release as a request names it: as JSON, or as a form with the plans and manifests in it.</summary>
/// <param name="Release">The release; null where it cannot be read.</param>
/// <param name="Problem">Why not.</param>
internal sealed record SentRelease(AskedRelease? Release, IResult? Problem)
{
    /// <summary>Bytes of a body at most.</summary>
    public const int Largest = 32 << 20;

    private const int MostFiles = 100;
    private const int MostFields = 20;
    private const int LongestName = 200;
    private static readonly string[] Kinds = ["plan", "manifest"];

    /// <summary>Reads the body.</summary>
    public static Task<SentRelease> ReadAsync(HttpContext context) => context.Request.HasFormContentType ? FormAsync(context) : JsonAsync(context);

    private static async Task<SentRelease> JsonAsync(HttpContext context)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        return sent.Problem is { } wrong ? new SentRelease(null, wrong) : Of(sent.Text("system"), sent.Text("environment"), sent.Is("firstDeploy"), sent.Is("record"), []);
    }

    private static async Task<SentRelease> FormAsync(HttpContext context)
    {
        try
        {
            // Nothing of it touches the disk: a plan may hold what nobody should find there.
            var form = await context.Request.ReadFormAsync(
                new FormOptions { MemoryBufferThreshold = Largest, MultipartBodyLengthLimit = Largest, ValueCountLimit = MostFields, ValueLengthLimit = 4096, MultipartHeadersLengthLimit = 8192 }, context.RequestAborted).ConfigureAwait(false);
            if (form.Files.Count > MostFiles) return Wrong($"there are {form.Files.Count} files, and a release has at most {MostFiles}");
            if (form.Files.FirstOrDefault(f => !Kinds.Contains(f.Name)) is { } other) return Wrong($"a file is sent as `plan` or `manifest`, not as `{other.Name}`");
            List<IFormFile> files = [.. form.Files.OrderBy(f => Array.IndexOf(Kinds, f.Name))];
            if (files.Find(f => Name(f) is null) is { } unnamed) return Wrong($"`{unnamed.FileName}` cannot be the name of a file; send it as e.g. tfplan.json");
            return Of(form["system"], form["environment"], form["firstDeploy"] == "true", form["record"] == "true", [.. files.Select((f, i) => Releases.File(i, Name(f)!, f.Length, Held(f)))]);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Wrong($"the form cannot be read; send `system`, `environment` and up to {MostFiles} files as `plan` or `manifest`, of {Largest >> 20} MiB together");
        }
    }

    // All files of a form are views of one stream with one position, and collectors read side by side.
    private static Func<Stream> Held(IFormFile file)
    {
        var bytes = new byte[file.Length];
        using (var stream = file.OpenReadStream()) stream.ReadExactly(bytes);
        return () => new MemoryStream(bytes, writable: false);
    }

    private static string? Name(IFormFile file)
    {
        var name = file.FileName.Replace('\\', '/').Split('/')[^1];
        return name.Length is 0 or > LongestName || name is "." or ".." || name.Any(char.IsControl) ? null : name;
    }

    private static SentRelease Of(string? system, string? environment, bool isFirst, bool isRecorded, ImmutableArray<EstateFile> files) =>
        string.IsNullOrEmpty(system) || string.IsNullOrEmpty(environment) ? Wrong("a gate needs `system` and `environment`")
        : new SentRelease(new AskedRelease(system, environment, isFirst, isRecorded, files), null);

    private static SentRelease Wrong(string detail) => new(null, Problems.Bad(detail));
}
