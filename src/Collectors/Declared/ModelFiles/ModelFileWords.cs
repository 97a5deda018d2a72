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

    /// <summary>The words this collector adds.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        new(AssetKind.Model, "artifact", Artifact, false, "what its file was judged to be", IsOptional: true),
    ];
}
