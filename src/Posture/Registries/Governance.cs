using System.Collections.Immutable;
using System.Text.Json;

namespace Plumbline.Posture.Registries;

/// <summary>How a policy treats decisions that no signature proves.</summary>
public enum ApprovalMode
{
    /// <summary>They count.</summary>
    Audit,

    /// <summary>They count, and a finding says that they would not.</summary>
    Warn,

    /// <summary>They are shown and do not count.</summary>
    Enforce,
}

/// <summary>What approvals must be like. Empty lists hold for all.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Mode">How unproven decisions count.</param>
/// <param name="Quorum">How many people other than proposer and author.</param>
/// <param name="Roles">Roles of which each must be held by one of them.</param>
/// <param name="Reviews">Kinds of review that must be there.</param>
/// <param name="Sections">Sections it holds for.</param>
/// <param name="Environments">Environments it holds for.</param>
/// <param name="RiskClasses">Risk classes it holds for.</param>
/// <param name="ValidDays">Days after which an approval counts no longer; 0 for no end.</param>
/// <param name="ReviewDays">Days after which an entry is to be looked at again; 0 for never.</param>
public sealed record ApprovalPolicy(
    string Name, ApprovalMode Mode, int Quorum, ImmutableArray<string> Roles, ImmutableArray<string> Reviews,
    ImmutableArray<string> Sections, ImmutableArray<string> Environments, ImmutableArray<string> RiskClasses, int ValidDays, int ReviewDays);

/// <summary>A person, and how they are known.</summary>
/// <param name="Person">The name that counts.</param>
/// <param name="Names">Other names: of a login, of an address.</param>
/// <param name="Roles">Roles held.</param>
/// <param name="Keys">Public keys of signatures, PEM or the Base64 of their SubjectPublicKeyInfo.</param>
public sealed record Identity(string Person, ImmutableArray<string> Names, ImmutableArray<string> Roles, ImmutableArray<string> Keys)
{
    /// <summary>True of a server: its signature proves nothing of itself, but who was signed in there.</summary>
    public bool Vouches { get; init; }
}

/// <summary>What an AI system says of the entries that it uses.</summary>
/// <param name="Id">The system.</param>
/// <param name="RiskClass">Its risk class; empty where it says none.</param>
/// <param name="Environments">Environments of its workloads.</param>
/// <param name="Uses">Entries that its workloads name, as `prompts/loan-system`.</param>
public sealed record SystemUse(string Id, string RiskClass, ImmutableArray<string> Environments, ImmutableArray<string> Uses);

/// <summary>Who decides, by what policy, and which entries concern which environments and risk classes: the approved entries of three sections.</summary>
/// <param name="Policies">Approval policies in force, by name.</param>
/// <param name="Identities">People, by name.</param>
/// <param name="Systems">AI systems, by id.</param>
public sealed record Governance(ImmutableArray<ApprovalPolicy> Policies, ImmutableArray<Identity> Identities, ImmutableArray<SystemUse> Systems)
{
    /// <summary>The section of policies.</summary>
    public const string PolicySection = "approval-policy";

    /// <summary>The section of people.</summary>
    public const string IdentitySection = "identities";

    /// <summary>Nobody has said anything.</summary>
    public static Governance None { get; } = new([], [], []);

    /// <summary>True once there is a person or a policy.</summary>
    public bool IsFounded => Policies.Length + Identities.Length > 0;

    /// <summary>True for sections that decide how is decided.</summary>
    public static bool IsOwn(string section) => section is PolicySection or IdentitySection;

    /// <summary>The person behind a name; an unknown name is its own.</summary>
    public string PersonOf(string name)
    {
        var plain = name.Trim();
        foreach (var identity in Identities)
            if (Same(identity.Person, plain) || identity.Names.Any(n => Same(n, plain))) return identity.Person;
        return plain.ToLowerInvariant();
    }

    /// <summary>Whose a signed statement is: the signer's, or, where a server signed, that of whom it vouches for. Null where the signature is nobody's, or says both.</summary>
    /// <param name="signer">The identity whose key signed.</param>
    /// <param name="vouchedFor">Whom the statement names; empty where it names nobody.</param>
    public string? Behind(string signer, string vouchedFor)
    {
        var isServer = Identities.Any(i => i.Person == signer && i.Vouches);
        if (isServer != vouchedFor.Trim().Length > 0) return null;
        return isServer ? PersonOf(vouchedFor) is var person && person != signer ? person : null : signer;
    }

    /// <summary>True where a person holds a role.</summary>
    public bool Holds(string person, string role) => Identities.Any(i => i.Person == person && i.Roles.Any(r => Same(r, role)));

    /// <summary>The same with an entry of one of the three sections approved; other sections change nothing.</summary>
    public Governance With(string section, JsonElement content) => section switch
    {
        PolicySection => this with { Policies = Put(Policies, PolicyText.Policy(content), p => p.Name) },
        IdentitySection => this with { Identities = Put(Identities, WithOwnKeys(PolicyText.Identity(content)), i => i.Person) },
        "systems" => this with { Systems = Put(Systems, PolicyText.System(content), s => s.Id) },
        _ => this,
    };

    // A key says who signed only while one person has it: it stays with whom it was bound to first.
    private Identity WithOwnKeys(Identity said) =>
        said with { Keys = said.Keys.RemoveAll(k => HolderOf(k) is { } holder && holder != said.Person) };

    /// <summary>The person to whom a public key is bound; null where nobody has it.</summary>
    /// <param name="key">PEM, Base64 of its SubjectPublicKeyInfo, or a line of ssh.</param>
    public string? HolderOf(string key)
    {
        var print = Signatures.Fingerprint(key);
        return Identities.FirstOrDefault(i => i.Keys.Any(k => Signatures.Fingerprint(k) == print))?.Person;
    }

    /// <summary>The same with such an entry retired.</summary>
    public Governance Without(string section, JsonElement content) => section switch
    {
        PolicySection => this with { Policies = Policies.RemoveAll(p => p.Name == PolicyText.Policy(content).Name) },
        IdentitySection => this with { Identities = Identities.RemoveAll(i => i.Person == PolicyText.Identity(content).Person) },
        "systems" => this with { Systems = Systems.RemoveAll(s => s.Id == PolicyText.System(content).Id) },
        _ => this,
    };

    /// <summary>
    /// What decisions about a version must be like: every policy that concerns it, the strictest of each. Who decides how is decided is held to the
    /// strictest of all. Where only proofs count and nothing proves the proposer, one person more is asked for: one of them may be the proposer.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="environment">The environment it is promoted to; null where it is not.</param>
    public Requirement Asks(EntryVersion version, string? environment = null)
    {
        if (Policies.IsEmpty) return Requirement.Default;
        var isNarrow = Policies.Any(p => p.Environments.Length + p.RiskClasses.Length > 0);
        var (environments, risks) = isNarrow ? PolicyText.Concerns(version, Systems) : ([], []);
        if (environment is not null) environments = [environment];
        var held = Policies.Where(p => Admits(p.Sections, [version.Name.Section]) && Admits(p.Environments, environments) && Admits(p.RiskClasses, risks)).ToList();
        var counts = IsOwn(version.Name.Section) ? [.. Policies] : held;
        if (counts.Count == 0) return Requirement.Default;
        var (mode, quorum) = (counts.Max(p => p.Mode), counts.Max(p => p.Quorum));
        return new Requirement(
            mode, mode == ApprovalMode.Enforce && quorum > 0 && !version.Proposal.IsVerified ? quorum + 1 : quorum,
            [.. held.SelectMany(p => p.Roles).Distinct().Order(StringComparer.Ordinal)], [.. held.SelectMany(p => p.Reviews).Distinct().Order(StringComparer.Ordinal)],
            Least(held.Select(p => p.ValidDays)), Least(held.Select(p => p.ReviewDays)), [.. counts.Select(p => p.Name)]);
    }

    private static bool Admits(ImmutableArray<string> wanted, IReadOnlyCollection<string> there) =>
        wanted.IsEmpty || there.Any(t => wanted.Any(w => Same(w, t)));

    private static int Least(IEnumerable<int> days) => days.Where(d => d > 0).DefaultIfEmpty(0).Min();

    private static ImmutableArray<T> Put<T>(ImmutableArray<T> all, T one, Func<T, string> name) =>
        [.. all.Where(a => name(a) != name(one)).Append(one).OrderBy(name, StringComparer.Ordinal)];

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What the decisions about one version must be like.</summary>
/// <param name="Mode">How unproven decisions count.</param>
/// <param name="Quorum">How many people.</param>
/// <param name="Roles">Roles that must be among them.</param>
/// <param name="Reviews">Kinds of review that must be there.</param>
/// <param name="ValidDays">Days an approval counts; 0 for no end.</param>
/// <param name="ReviewDays">Days until the next look; 0 for never.</param>
/// <param name="Policies">The policies that say so; empty for the default.</param>
public sealed record Requirement(
    ApprovalMode Mode, int Quorum, ImmutableArray<string> Roles, ImmutableArray<string> Reviews, int ValidDays, int ReviewDays, ImmutableArray<string> Policies)
{
    /// <summary>One other person, proven or not.</summary>
    public static Requirement Default { get; } = new(ApprovalMode.Audit, 1, [], [], 0, 0, []);
}
