using System.Text;
using Plumbline.Posture.Scans;
using Plumbline.Reports;

namespace Plumbline.Cli.Commands;

/// <summary>One report to write: a format, and a file; null or `-` is standard output.</summary>
internal sealed record ReportTarget(string Format, string? File)
{
    /// <summary>Reads `html=report.html`.</summary>
    public static ReportTarget Parse(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? new ReportTarget(text[..at], text[(at + 1)..]) : new ReportTarget(text, "");

    /// <summary>A file that two reports would be written to, or null.</summary>
    public static string? Twice(IEnumerable<ReportTarget> targets) =>
        targets.GroupBy(t => t.IsScreen ? "standard output" : Path.GetFullPath(t.File!), StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;

    private bool IsScreen => File is null or "-";

    /// <summary>What is wrong with it before anything is scanned, or null.</summary>
    public string? Problem()
    {
        if (Catalogue.All.All(f => f.Name != Format)) return $"`{Format}` is no format; choose {Catalogue.Names}";
        if (File is { Length: 0 }) return $"`{Format}` has no file; write it as {Format}=FILE";
        if (IsScreen) return null;
        if (Directory.Exists(File)) return $"`{File}` is a folder; name a file in it";
        return Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(File!))) ? null : $"the folder of `{File}` is not there; make it first";
    }

    /// <summary>Writes it; null, or why that was not possible. A file holds a whole report or what it held before.</summary>
    public async Task<string?> WriteAsync(Report report, TimeSpan elapsed)
    {
        var format = Catalogue.All.First(f => f.Name == Format);
        if (!IsScreen) return await SaveAsync(File!, to => format.Write(report, to, new Look(Session.PageWidth, false, null))).ConfigureAwait(false);
        await using var screen = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        format.Write(report, screen, Session.Screen(Console.IsOutputRedirected ? null : elapsed));
        return null;
    }

    /// <summary>Writes a file whole, or leaves what it held before; null, or why that was not possible.</summary>
    public static async Task<string?> SaveAsync(string path, Action<TextWriter> write)
    {
        // A device is written as it is: it cannot be replaced by a file that is whole.
        var isDevice = path.StartsWith("/dev/", StringComparison.Ordinal);
        var part = isDevice ? path : path + ".part";
        try
        {
            await using (var file = new StreamWriter(part, false, new UTF8Encoding(false), 1 << 16)) write(file);
            if (!isDevice) System.IO.File.Move(part, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"`{path}` cannot be written; see that there is room and that the folder is yours";
        }
    }
}
