using System.Diagnostics;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>A repository of git with registry files, and people who sign commits, made by the programs themselves.</summary>
internal sealed class SignedRepository : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("plumb-signed-").FullName;

    public SignedRepository()
    {
        Assert.SkipUnless(Exists("git") && Exists("ssh-keygen"), "git and ssh-keygen are not there: install git and openssh-client");
        Directory.CreateDirectory(Estate);
        Git("init", "-q", "-b", "main", ".");
    }

    public string Estate => Path.Combine(folder, "estate");

    public string Store => Path.Combine(folder, "ledger.db");

    public string Signers => Path.Combine(folder, "allowed_signers");

    public string Registry => Path.Combine(Estate, "registry.yaml");

    public string In(string name) => Path.Combine(folder, name);

    private static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));

    /// <summary>Makes a key, and lets the person sign with it.</summary>
    public void Allow(string person, string kind = "ed25519", string options = "namespaces=\"git\" ")
    {
        Run("ssh-keygen", ["-q", "-t", kind, "-N", "", "-C", person, "-f", In(person)], folder);
        if (options != "none") File.AppendAllText(Signers, $"{person}@bank.example {options}{Public(person)}\n");
    }

    /// <summary>Makes a key of OpenPGP that is as old as 2020, and lets the person sign with it; its line of the list where that is not to be allowed yet.</summary>
    public string AllowOpenPgp(string person, string kind = "ed25519", string options = "namespaces=\"git\" ")
    {
        Assert.SkipUnless(Exists("gpg") && Exists("gpg-agent"), "gpg is not there: install gnupg");
        Directory.CreateDirectory(Ring);
        Run("gpg", ["--homedir", Ring, "--batch", "--quiet", "--passphrase", "", "--faked-system-time", "20200101T000000", "--quick-generate-key", $"{person} <{person}@bank.example>", kind, "sign", "never"], folder);
        Run("gpg", ["--homedir", Ring, "--batch", "--yes", "--output", In(person + ".gpg"), "--export", $"{person}@bank.example"], folder);
        var line = $"{person}@bank.example {options}openpgp {Convert.ToBase64String(File.ReadAllBytes(In(person + ".gpg")))}\n";
        if (options != "none") File.AppendAllText(Signers, line);
        return line;
    }

    private string Ring => In("ring");

    public string Public(string person) => string.Join(' ', File.ReadAllText(In(person) + ".pub").Split(' ')[..2]);

    public void Write(string text) => File.WriteAllText(Registry, "plumbline: registry/v1\n" + text);

    /// <summary>Commits everything; signed where a person is named.</summary>
    public string Commit(string? person, string date = "2026-11-01T00:00:00Z", params string[] more)
    {
        Git("add", "-A");
        string[] signing = person is null ? ["-c", "user.email=dev@bank.example"]
            : File.Exists(In(person + ".gpg")) ? ["-c", "gpg.format=openpgp", "-c", $"user.signingkey={person}@bank.example", "-c", $"user.email={person}@bank.example"]
            : ["-c", "gpg.format=ssh", "-c", $"user.signingkey={In(person)}.pub", "-c", $"user.email={person}@bank.example"];
        Run("git", [.. signing, "-c", "user.name=x", "commit", "-q", "--allow-empty", "-m", "change", .. person is null ? Array.Empty<string>() : ["-S"], .. more], Estate, date, Ring);
        return Git("rev-parse", "HEAD").Trim();
    }

    public string Git(params string[] arguments) => Run("git", ["-c", "user.name=x", "-c", "user.email=dev@bank.example", .. arguments], Estate);

    /// <summary>Puts a commit that somebody wrote by hand in place of the newest one.</summary>
    public void Replace(string commit)
    {
        File.WriteAllText(In("commit"), commit);
        Git("reset", "-q", Git("hash-object", "-t", "commit", "-w", In("commit")).Trim());
    }

    /// <summary>A commit as its object says, without its signature.</summary>
    public string Bare(string commit)
    {
        var lines = Git("cat-file", "commit", commit).Split('\n').ToList();
        var begin = lines.FindIndex(l => l.StartsWith("gpgsig ", StringComparison.Ordinal));
        if (begin < 0) return string.Join('\n', lines);
        var end = lines.FindIndex(begin + 1, l => !l.StartsWith(' '));
        lines.RemoveRange(begin, end - begin);
        return string.Join('\n', lines);
    }

    /// <summary>The commit with a signature of a person for a purpose.</summary>
    public string Signed(string bare, string person, string purpose)
    {
        File.WriteAllText(In("payload"), bare);
        File.Delete(In("payload.sig"));
        Run("ssh-keygen", ["-q", "-Y", "sign", "-n", purpose, "-f", In(person), In("payload")], folder);
        return WithSignature(bare, File.ReadAllText(In("payload.sig")));
    }

    public static string WithSignature(string bare, string signature)
    {
        var at = bare.IndexOf("\n\n", StringComparison.Ordinal);
        return bare[..at] + "\ngpgsig " + signature.Trim().Replace("\n", "\n ", StringComparison.Ordinal) + bare[at..];
    }

    /// <summary>What the program says of the approvals.</summary>
    public Plumb Approvals(params string[] more) => Plumb.Run(["registry", "approvals", Estate, "--allowed-signers", Signers, "--store", Store, .. more]);

    public static string Run(string program, string[] arguments, string where, string date = "2026-11-01T00:00:00Z", string ring = "")
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = where };
        foreach (var (name, value) in new[] { ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_AUTHOR_DATE", date), ("GIT_COMMITTER_DATE", date), ("GNUPGHOME", ring) }.Where(e => e.Item2.Length > 0)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}{errors.Result}");
        return output;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
