using System.Collections.Immutable;
using System.ComponentModel;
using System.Text;

namespace Plumbline.Collectors.Files.Git;

/// <summary>Who a commit proves, if anybody.</summary>
/// <param name="Names">The person who signed it, and other names of them; empty where nobody is proven.</param>
/// <param name="Problem">Why nobody is; empty where somebody is.</param>
/// <param name="IsForged">True where it carries a signature that does not hold.</param>
internal sealed record CommitSigner(ImmutableArray<string> Names, string Problem, bool IsForged = false);

/// <summary>Checks signatures of commits. Keys of the kinds RSA and ECDSA are checked here, others by `ssh-keygen` and `gpg`, where this machine has them.</summary>
/// <param name="signers">Whose signatures count.</param>
/// <param name="person">The person behind a name.</param>
/// <param name="outside">The scanned folder.</param>
internal sealed class CommitSigners(AllowedSigners signers, Func<string, string> person, string outside)
{
    private const string Purpose = "git";
    private OpenPgp? openPgp;
    private readonly Dictionary<string, CommitSigner> known = new(StringComparer.Ordinal);

    /// <summary>Who signed a commit.</summary>
    public CommitSigner Of(GitCommit commit)
    {
        if (known.TryGetValue(commit.Id, out var signer)) return signer;
        return known[commit.Id] = Judge(commit);
    }

    private CommitSigner Judge(GitCommit commit)
    {
        if (commit.Signature is null) return No("is not signed");
        if (commit.Signature.StartsWith("-----BEGIN PGP", StringComparison.Ordinal)) return OfOpenPgp(commit, commit.Signature);
        if (commit.Signature.Contains("BEGIN SIGNED MESSAGE", StringComparison.Ordinal)) return No("is signed with X.509, which is not read here; sign with an ssh key (`gpg.format ssh`)");
        if (SshSignature.Parse(commit.Signature) is not { } signature) return No("carries a signature that cannot be read", isForged: true);
        if (signature.Namespace != Purpose) return No($"carries a signature made for `{signature.Namespace}`, not for `{Purpose}`", isForged: true);
        if (signature.KeyType.Contains("-cert-", StringComparison.Ordinal)) return No("is signed with a certificate, which is not read here; list the key itself");
        if (signers.SignerOf(signature.Key, Purpose, commit.At, person, out var problem) is not { } names) return No($"is signed, and {problem}");
        var holds = signature.Holds(commit.Signed) ?? Outside(signature, commit.Signed, out problem);
        return holds switch
        {
            true => new CommitSigner(names, ""),
            false => No("carries a signature that does not hold", isForged: true),
            null => No($"is signed, and {problem}"),
        };
    }

    private CommitSigner OfOpenPgp(GitCommit commit, string armored)
    {
        ImmutableArray<AllowedSigner> listed = [.. signers.All.Where(s => s.IsOpenPgp)];
        if (listed.IsEmpty) return No("is signed with OpenPGP, and no allowed signer has such a key; list it as `person openpgp KEY`, or sign with an ssh key (`gpg.format ssh`)");
        if ((openPgp ??= Programs.Find("gpg", outside) is { } program ? new OpenPgp(program, [.. listed.Select(s => s.Key)]) : null) is not { } keys)
            return No("is signed, and its signature cannot be verified, because `gpg` is not on this machine; install gnupg");
        // A key that cannot be read may be the one that takes another back.
        if (listed.FirstOrDefault(s => keys.PrintOf(s.Key) is null) is { } unread)
            return No($"is signed, and the OpenPGP key of `{unread.Names[0]}` is not one public key of 2048 bits or more, so none of them counts; list it as `gpg --export` writes it");
        var verdict = keys.Of(armored, commit.Signed, commit.At);
        if (verdict.Key.Length == 0) return No(verdict.Problem, verdict.IsForged);
        // Exports of one key differ; by its fingerprint it is the same.
        var print = Encoding.ASCII.GetBytes(verdict.Key);
        var same = new AllowedSigners([.. listed.Where(s => keys.PrintOf(s.Key) == verdict.Key).Select(s => s with { Key = [.. print] })]);
        return same.SignerOf(print, Purpose, commit.At, person, out var problem) is { } names ? new CommitSigner(names, "") : No($"is signed, and {problem}");
    }

    private static CommitSigner No(string problem, bool isForged = false) => new([], problem, isForged);

    private bool? Outside(SshSignature signature, byte[] message, out string problem)
    {
        problem = "its signature cannot be verified, because `ssh-keygen` is not on this machine; install openssh-client";
        if (Programs.Find("ssh-keygen", outside) is not { } program) return null;
        var folder = Directory.CreateTempSubdirectory("plumb-signature-").FullName;
        try
        {
            var (allowed, armored) = (Path.Combine(folder, "allowed"), Path.Combine(folder, "signature"));
            File.WriteAllText(allowed, $"signer namespaces=\"{Purpose}\" {signature.KeyType} {Convert.ToBase64String(signature.Key)}\n");
            File.WriteAllText(armored, signature.Armored + "\n");
            return Programs.Ask(Programs.Start(program, ["-Y", "verify", "-f", allowed, "-I", "signer", "-n", Purpose, "-s", armored]), message) is var (exit, said)
                ? exit == 0 && said.StartsWith("Good ", StringComparison.Ordinal) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            problem = "its signature cannot be verified, because `ssh-keygen` cannot be run";
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
