using System.Globalization;
using Plumbline.Reports;

namespace Plumbline.Server.Alerts;

/// <summary>Adds lines to a file, and begins a new one when it is full: `findings.jsonl`, then `findings.jsonl.1`, up to `.9`.</summary>
/// <param name="file">The file.</param>
/// <param name="largest">Bytes after which a new file is begun.</param>
internal sealed class FileSender(string file, long largest) : ISender
{
    private const int Kept = 9;

    public Task<Sending> SendAsync(Notice notice, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (File.Exists(file) && new FileInfo(file).Length >= largest) Rotate();
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
            using var stream = new FileStream(file, options);
            Mend(stream);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(Lines.Ocsf(notice) + "\n"));
            stream.Flush(flushToDisk: true);
            return Task.FromResult(Sending.Done);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(new Sending($"`{Path.GetFileName(file)}` cannot be written; see that the disk has room and the folder is the server's"));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A line that was cut off was not told: it is written again.
    private static void Mend(FileStream stream)
    {
        var end = stream.Length;
        while (end > 0)
        {
            stream.Position = end - 1;
            if (stream.ReadByte() == '\n') break;
            end--;
        }

        if (end < stream.Length) stream.SetLength(end);
        stream.Position = end;
    }

    private void Rotate()
    {
        string At(int i) => string.Create(CultureInfo.InvariantCulture, $"{file}.{i}");
        for (var i = Kept; i >= 1; i--) if (File.Exists(At(i))) File.Move(At(i), i == Kept ? At(i) : At(i + 1), overwrite: true);
        File.Move(file, At(1), overwrite: true);
    }
}

/// <summary>Notices as text.</summary>
internal static class Lines
{
    /// <summary>The event on one line, without an end of line.</summary>
    public static string Ocsf(Notice notice)
    {
        using var text = new StringWriter();
        JsonText.WriteLine(text, notice.Event.Write);
        return text.ToString().TrimEnd('\n');
    }
}
