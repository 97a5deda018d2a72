namespace Plumbline.Store.Records;

/// <summary>What a record states. Written in kebab-case; a kind that this version does not know stays in the chain and changes no projection.</summary>
public enum RecordKind
{
    /// <summary>An estate was scanned: what follows up to the next record of another kind belongs to it.</summary>
    Scan,

    /// <summary>A claim that the scan before did not make.</summary>
    Claim,

    /// <summary>A claim that the scan before made and this one does not.</summary>
    ClaimGone,

    /// <summary>A finding opened, was waived, became unknown or was resolved.</summary>
    Finding,

    /// <summary>A version of a registry entry was drafted or proposed.</summary>
    Entry,

    /// <summary>Somebody approved or rejected a version by its digest.</summary>
    Approval,

    /// <summary>A version was retired.</summary>
    Retirement,

    /// <summary>A version may move from one environment to another.</summary>
    Promotion,

    /// <summary>Somebody answers for findings until a date.</summary>
    Waiver,

    /// <summary>A gate allowed or refused a release.</summary>
    Decision,

    /// <summary>Somebody lets a release pass a gate that refuses it, until a date.</summary>
    Override,

    /// <summary>An eval run is bound to the digests of what it ran on.</summary>
    EvalBinding,

    /// <summary>A source of a server was added, changed or taken away.</summary>
    Source,

    /// <summary>An account, a role or a token was given, changed or taken away; never with a secret.</summary>
    Access,

    /// <summary>Somebody was asked to look after a finding, or said something about it.</summary>
    Assignment,

    /// <summary>What somebody changed about the server itself: where it tells others, what it watches.</summary>
    Setting,
}
