using System.Security.Cryptography;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Registries;

/// <summary>What a record of a decision says.</summary>
/// <param name="What">What was decided.</param>
/// <param name="Entry">The version.</param>
/// <param name="Digest">The digest that was looked at.</param>
/// <param name="Proposal">The hash of the record that proposed it.</param>
/// <param name="Note">A reason, or the kind of review.</param>
public sealed record Decision(Decided What, string Entry, string Digest, string Proposal, string Note)
{
    /// <summary>It counts no longer from then on; of a promotion, its end.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When the version is to be looked at again.</summary>
    public DateTimeOffset? ReviewBy { get; init; }

    /// <summary>The environment that a promotion comes from; empty where it is none.</summary>
    public string From { get; init; } = "";

    /// <summary>The environment that it goes to.</summary>
    public string To { get; init; } = "";

    /// <summary>Whom the signing server vouches for; empty where the signer decided.</summary>
    public string Person { get; init; } = "";

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo) in hexadecimal digits; empty where nothing is signed.</summary>
    public string Key { get; init; } = "";

    /// <summary>ECDSA P-256 with SHA-256 over <see cref="Statement"/>, in the form of IEEE P1363, Base64.</summary>
    public string Signature { get; init; } = "";

    /// <summary>What is signed. It names the ledger by the hash of the proposal's record, and the moment.</summary>
    public byte[] Statement(DateTimeOffset moment) =>
        Signatures.Statement(["plumbline decision v1", What.Name(), Entry, Digest, Proposal, Signatures.Text(moment), Signatures.Text(Expires), Signatures.Text(ReviewBy), From, To, Note, .. Person.Length > 0 ? (string[])[Person] : []]);

    /// <summary>The same, signed.</summary>
    public Decision SignedBy(ECDsa key, DateTimeOffset moment) => this with { Key = Signatures.Fingerprint(key), Signature = Signatures.Sign(key, Statement(moment)) };

    /// <summary>Whose decision it is; null where the signature does not hold, nobody is known to have the key, or a server signed for nobody.</summary>
    public string? Signer(DateTimeOffset moment, Governance governance) =>
        Signatures.Signer(Statement(moment), Key, Signature, governance) is { } signer ? governance.Behind(signer, Person) : null;
}
