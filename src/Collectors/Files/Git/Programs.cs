using System.Diagnostics;

namespace Plumbline.Collectors.Files.Git;

/// <summary>Programs of this machine that read what the program itself does not, started without anything of the scanned folder having a say.</summary>
public static class Programs
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The whole path of a program on the search path; null where it is not there. The folder that one happens to stand in, relative parts of the
    /// search path and what lies in the scanned folder are passed over: whoever is examined must not bring the program along.
    /// </summary>
    /// <param name="name">The program.</param>
    /// <param name="outside">The scanned folder.</param>
    public static string? Find(string name, string outside)
    {
        var scanned = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outside));
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            if (!Path.IsPathFullyQualified(folder)) continue;
            var file = Path.Combine(Path.GetFullPath(folder), OperatingSystem.IsWindows() ? name + ".exe" : name);
            var real = File.Exists(file) ? new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file : null;
            if (real is not null && !IsIn(file, scanned) && !IsIn(real, scanned)) return file;
        }

        return null;
    }

    private static bool IsIn(string file, string folder) => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>A start with an empty environment but for what is given.</summary>
    public static ProcessStartInfo Start(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetPathRoot(program)!,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }

    /// <summary>Runs a program over an input, for so long; null where it cannot be started.</summary>
    /// <param name="start">The program.</param>
    /// <param name="input">What it reads.</param>
    internal static (int Exit, string Output)? Ask(ProcessStartInfo start, ReadOnlySpan<byte> input)
    {
        using var process = Process.Start(start);
        if (process is null) return null;
        using var watch = new Timer(_ => process.Kill(), null, Longest, Timeout.InfiniteTimeSpan);
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its answer says why.
        }

        process.WaitForExit();
        _ = errors.GetAwaiter().GetResult();
        return (process.ExitCode, said.GetAwaiter().GetResult());
    }
}
