using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>The words about files that hold models, and what lies beside them.</summary>
internal static class ModelFileWords
{
    /// <summary>One thing seen in a model file.</summary>
    private static CelType Sign => Object("model-sign",
        ("kind", CelType.String),
        ("danger", CelType.String),       // review, high, critical
        ("place", CelType.String),        // member and byte, as `archive/data.pkl @ 120`
        ("subject", CelType.String), ("why", CelType.String));

    /// <summary>A model file as its content was judged.</summary>
    public static CelType Artifact { get; } = Object("model-artifact",
        ("file", CelType.String),
        ("format", CelType.String),       // unknown where no format fits
        ("formats", CelType.List(CelType.String)),
        ("verdict", CelType.String),      // clean, not-scanned, review, malicious
        ("danger", CelType.String),       // clean, review, high, critical
        ("signs", CelType.List(Sign)),    // the gravest first
        ("notScanned", CelType.List(CelType.String)),   // what was not looked into, and why
        ("sha256", CelType.String),       // empty where the file is larger than is hashed
        ("size", Int));

    /// <summary>The card of a model, and how much of what a card should say it says.</summary>
    public static CelType Card { get; } = Object("model-card-file",
        ("file", CelType.String),         // empty where there is none
        ("license", CelType.String), ("datasets", CelType.List(CelType.String)),
        ("missing", CelType.List(CelType.String)),      // of license, intended use, training data, limitations, evaluation
        ("complete", Int));               // percent

    /// <summary>A model that this one was made from.</summary>
    public static CelType Base { get; } = Object("model-base",
        ("base", CelType.String),         // as written
        ("publisher", CelType.String),    // empty where the name has none
        ("said", CelType.String),         // card, adapter, file
        ("resolved", Bool),               // it names a model of a publisher
        ("approved", CelType.String));    // yes, no; empty where the estate names no publishers

    /// <summary>The signature of a model.</summary>
    public static CelType Signature { get; } = Object("model-signature",
        ("file", CelType.String),
        ("state", CelType.String),        // none, verified, changed, invalid, unverifiable
        ("signer", CelType.String),       // file of the key, or subject of the certificate
        ("reason", CelType.String),
        ("required", Bool),               // the estate asks for one
        ("changed", CelType.List(CelType.String)), ("missing", CelType.List(CelType.String)), ("unlisted", CelType.List(CelType.String)));

    /// <summary>The words this collector adds.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        new(AssetKind.Model, "artifact", Artifact, false, "what its file was judged to be", IsOptional: true),
        new(AssetKind.Model, "card", Card, false, "what the card in its folder says", IsOptional: true),
        new(AssetKind.Model, "bases", Base, true, "models that it says it was made from", IsOptional: true),
        new(AssetKind.Model, "signature", Signature, false, "whether its files are those that somebody signed", IsOptional: true),
    ];
}
