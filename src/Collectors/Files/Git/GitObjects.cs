using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Plumbline.Collectors.Files.Git;

/// <summary>An object of a repository.</summary>
/// <param name="Id">Its hash.</param>
/// <param name="Kind">commit, tree, blob, tag.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record GitObject(string Id, string Kind, byte[] Bytes);

/// <summary>
/// Reads objects of one repository by `git cat-file --batch`: no hook, filter, pager, helper or transport that its configuration names is used, and
/// replaced objects and grafts are not followed. Every object is hashed again, because a repository may hold packs that somebody made up.
/// </summary>
internal sealed class GitObjects : IDisposable
{
    private const int Largest = 16 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly string[] Harmless =
    [
        "--no-replace-objects", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.commitGraph=false",
        "-c", "protocol.allow=never", "-c", "core.sshCommand=false", "-c", "credential.helper=", "-c", "gpg.program=false", "-c", "gpg.ssh.program=false",
    ];

    private static readonly (string, string)[] Alone =
    [
        ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_SYSTEM", "/dev/null"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_ATTR_NOSYSTEM", "1"),
        ("GIT_TERMINAL_PROMPT", "0"), ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_ALLOW_PROTOCOL", "none"),
        ("GIT_NO_REPLACE_OBJECTS", "1"), ("GIT_GRAFT_FILE", "/dev/null"), ("HOME", "/nonexistent"), ("PATH", "/nonexistent"),
    ];

    private readonly Process process;
    private readonly BufferedStream answers;
    private readonly Timer watch;

    private GitObjects(Process process)
    {
        this.process = process;
        answers = new BufferedStream(process.StandardOutput.BaseStream, 1 << 16);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        watch = new Timer(_ => Kill(), null, Longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Opens a repository; null where git cannot be started.</summary>
    /// <param name="git">The whole path of git.</param>
    /// <param name="folder">The folder that holds `.git`.</param>
    public static GitObjects? Open(string git, string folder)
    {
        var top = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string[] arguments = [.. Harmless, "-c", $"safe.directory={top}", $"--git-dir={Path.Combine(top, ".git")}", "cat-file", "--batch"];
        try
        {
            return Process.Start(Programs.Start(git, arguments, Alone)) is { } process ? new GitObjects(process) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>An object by its hash, or `HEAD`; null where it is not there, is too large, or is not what its hash says.</summary>
    public GitObject? Read(string name)
    {
        try
        {
            process.StandardInput.BaseStream.Write(Encoding.ASCII.GetBytes(name + "\n"));
            process.StandardInput.BaseStream.Flush();
            if (Line() is not { } line || line.Split(' ') is not [var id, var kind, var size] || !long.TryParse(size, out var length) || length < 0) return null;
            if (length > Largest)
            {
                Pass(length + 1);
                return null;
            }

            var bytes = new byte[length];
            answers.ReadExactly(bytes);
            Pass(1);
            return (name == "HEAD" || name == id) && Hash(id.Length, kind, bytes) == id ? new GitObject(id, kind, bytes) : null;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Hash(int digits, string kind, byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(digits == 64 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind} {bytes.Length}\0")));
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string? Line()
    {
        var text = new StringBuilder();
        for (int next; text.Length < 4096 && (next = answers.ReadByte()) >= 0;)
        {
            if (next == '\n') return text.ToString();
            text.Append((char)next);
        }

        return null;
    }

    private void Pass(long bytes)
    {
        Span<byte> room = stackalloc byte[4096];
        while (bytes > 0)
        {
            var read = answers.Read(room[..(int)Math.Min(bytes, room.Length)]);
            if (read == 0) throw new EndOfStreamException();
            bytes -= read;
        }
    }

    private void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        watch.Dispose();
        Kill();
        answers.Dispose();
        process.Dispose();
    }
}
