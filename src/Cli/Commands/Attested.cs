using System.Collections.Immutable;
using Plumbline.Posture.Gates;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>Whether a decision is signed, with what, and where the verdict goes.</summary>
internal sealed record Attested(string? Key, string? File, string[] Artifacts)
{
    /// <summary>What does not go together, or null.</summary>
    public string? Problem() => (Key, File, Artifacts) switch
    {
        (null, not null, _) => "a verdict is worth what its signature is; name the private key with --sign",
        (not null, null, _) => "say where the signed verdict goes with --attest FILE",
        (null, null, { Length: > 0 }) => "--artifact is named in a signed verdict; give --sign and --attest too",
        _ => null,
    };

    /// <summary>Signs the decision, refused ones too: then the verdict says so.</summary>
    public void Write(GateDecision decision, DateTimeOffset now)
    {
        if (Key is null || File is null) return;
        using var key = Keys.Read(Key, isPrivate: true);
        ImmutableArray<(string, string)> artifacts = [.. Artifacts.Select(GateOptions.Artifact)];
        LedgerSession.WriteFile(File, SignedVerdict.Sign(decision, artifacts, now, key).Write());
    }
}
