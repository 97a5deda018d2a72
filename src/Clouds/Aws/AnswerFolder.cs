using System.Globalization;
using System.Text;

namespace Plumbline.Clouds.Aws;

/// <summary>Keeps a reading on disk, where `plumb scan` reads it: for its owner only, and whole or not at all.</summary>
public static class AnswerFolder
{
    private const string Mark = "read-by-plumbline.txt";

    /// <summary>Writes `FOLDER/ACCOUNT`, in place of an earlier reading of that account; one sentence where that cannot be.</summary>
    /// <param name="reading">What was answered.</param>
    /// <param name="folder">Made where it is not there.</param>
    /// <param name="at">When the reading ended.</param>
    public static string? Write(AwsReading reading, string folder, DateTimeOffset at)
    {
        var target = Path.Combine(folder, reading.Account);
        if (Refusal(target) is { } refusal) return refusal;
        var (made, gone) = (target + ".new", target + ".old");
        try
        {
            foreach (var left in (string[])[made, gone]) if (Directory.Exists(left)) Directory.Delete(left, recursive: true);
            foreach (var answer in reading.Answers) Put(Path.Combine(made, answer.Path[(answer.Path.IndexOf('/', StringComparison.Ordinal) + 1)..]), answer.Content);
            Put(Path.Combine(made, Mark), Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"account {reading.Account}\nread as {reading.Caller}\nended {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\nrequests {reading.Counts.Requests}, again {reading.Counts.Retries}, not permitted {reading.Counts.Refused}, failed {reading.Counts.Failed}\n")));
            if (Directory.Exists(target)) Directory.Move(target, gone);
            Directory.Move(made, target);
            if (Directory.Exists(gone)) Directory.Delete(gone, recursive: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"`{target}` cannot be written; see that the folder is yours and has room";
        }
    }

    /// <summary>Why a folder is not written over; null where it may be.</summary>
    public static string? Refusal(string target) =>
        File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any() && !File.Exists(Path.Combine(target, Mark)))
            ? $"`{target}` holds something that no reading wrote; name another folder with --to" : null;

    private static void Put(string path, byte[] content)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(content);
    }
}
