using System.Diagnostics;
using System.Globalization;
using Plumbline.Collectors.Files.Git;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Sources;

/// <summary>
/// A git repository, kept as a working tree below the server's folder and brought up to date at each reading. Its address is that of the repository, behind it
/// may stand `branch=`. Nothing of the repository is run: no hooks, no filters, no submodules; only https, ssh and paths are followed.
/// </summary>
/// <param name="home">The server's own folder.</param>
/// <param name="outgoing">Says which hosts may be asked.</param>
internal sealed class GitSourceReader(string home, Outgoing outgoing) : ISourceReader
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly string[] Safe =
    [
        "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.symlinks=false", "-c", "protocol.allow=never", "-c", "protocol.https.allow=always",
        "-c", "protocol.ssh.allow=always", "-c", "protocol.file.allow=always", "-c", "http.followRedirects=false", "-c", "submodule.recurse=false", "-c", "credential.interactive=false",
    ];

    public string Kind => "git";

    public string? Problem(Source source)
    {
        var (address, branch) = Asked(source);
        if (source.Settings.Keys.FirstOrDefault(k => k != "branch") is { } unknown) return $"`{unknown}` is no setting of a repository; there is branch, and never a password";
        if (branch is { Length: 0 } || branch?.StartsWith('-') == true || branch?.Any(c => char.IsControl(c) || c is ' ' or '~' or '^' or ':' or '?' or '*' or '[' or '\\') == true) return $"`{branch}` is no branch";
        if (Programs.Find("git", home) is null) return "`git` is not on this machine; install it";
        if (Path.IsPathFullyQualified(address)) return Directory.Exists(address) ? null : $"`{address}` is not there; name a repository that the server can read";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "ssh")) return $"`{address}` is no repository; write it as https://HOST/NAME.git, ssh://git@HOST/NAME.git or a whole path";
        return uri.UserInfo.Contains(':', StringComparison.Ordinal) ? "an address holds no password; let git's own credential helper of the server's user answer for it" : null;
    }

    public string? Stamp(Source source) => null;

    public async Task<SourceReading> ReadAsync(Source source, CancellationToken cancellation)
    {
        if (Problem(source) is { } problem) throw new IOException(problem);
        var ((address, branch), tree) = (Asked(source), Path.Combine(home, "checkouts", source.Id));
        if (!Directory.Exists(Path.Combine(tree, ".git")))
        {
            if (Directory.Exists(tree)) Directory.Delete(tree, recursive: true);
            Directory.CreateDirectory(tree);
            await RunAsync(tree, ["init", "--quiet"], cancellation).ConfigureAwait(false);
        }

        // Git looks the name up once more by itself: this keeps a mistake from the platform's own addresses, and a network policy keeps the rest.
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0) await outgoing.FindAsync(uri.Host, Reach.Private, cancellation).ConfigureAwait(false);
        await RunAsync(tree, ["fetch", "--quiet", "--no-tags", "--depth=50", "--no-recurse-submodules", "--", address, branch ?? "HEAD"], cancellation).ConfigureAwait(false);
        await RunAsync(tree, ["reset", "--quiet", "--hard", "FETCH_HEAD"], cancellation).ConfigureAwait(false);
        await RunAsync(tree, ["clean", "--quiet", "-ffdx"], cancellation).ConfigureAwait(false);
        var at = await RunAsync(tree, ["log", "-1", "--format=%H %cI"], cancellation).ConfigureAwait(false);
        return new SourceReading([tree], [], []) { Notes = [$"at {at.Trim()}"] };
    }

    public void Forget(Source source)
    {
        try
        {
            if (Path.Combine(home, "checkouts", source.Id) is var tree && Directory.Exists(tree)) Directory.Delete(tree, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is being read at this moment: the next source of this id begins by taking it away.
        }
    }

    private static (string Address, string? Branch) Asked(Source source)
    {
        var words = source.Address.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var branch = words.Skip(1).FirstOrDefault(w => w.StartsWith("branch=", StringComparison.Ordinal))?[7..] ?? source.Settings.GetValueOrDefault("branch");
        return (words.Length == 0 ? "" : words[0], branch);
    }

    private async Task<string> RunAsync(string tree, string[] arguments, CancellationToken cancellation)
    {
        var start = Programs.Start(
            Programs.Find("git", home)!, [.. Safe, "-C", tree, .. arguments],
            ("HOME", Environment.GetEnvironmentVariable("HOME") ?? "/"), ("PATH", Environment.GetEnvironmentVariable("PATH") ?? ""), ("SSH_AUTH_SOCK", Environment.GetEnvironmentVariable("SSH_AUTH_SOCK") ?? ""),
            ("GIT_TERMINAL_PROMPT", "0"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_LFS_SKIP_SMUDGE", "1"), ("GIT_SSH_COMMAND", "ssh -oBatchMode=yes"));
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Longest);
        using var process = Process.Start(start) ?? throw new IOException("`git` cannot be started");
        try
        {
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token));
            await process.WaitForExitAsync(late.Token).ConfigureAwait(false);
            if (process.ExitCode == 0) return await output.ConfigureAwait(false);
            var said = (await error.ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            throw new IOException($"`git {arguments[0]}` ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {Reports.Plain.Cut(Reports.Plain.Line(said.LastOrDefault() ?? ""), 200)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            if (cancellation.IsCancellationRequested) throw;
            throw new IOException($"`git {arguments[0]}` did not end in {Longest.TotalMinutes:0} minutes");
        }
    }
}
