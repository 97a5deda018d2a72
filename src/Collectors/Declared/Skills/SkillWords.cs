using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Declared.Skills;

/// <summary>The words about skills: instructions and scripts that an agent loads when it sees fit.</summary>
internal static class SkillWords
{
    /// <summary>A skill as it lies in its folder.</summary>
    public static CelType Manifest { get; } = Object("skill-manifest",
        ("file", CelType.String),
        ("name", CelType.String), ("description", CelType.String),    // the description as a fingerprint; empty = not said
        ("license", CelType.String), ("version", CelType.String),
        ("tools", CelType.List(CelType.String)),                      // what it may use without asking
        ("client", CelType.String),       // whose skills folder it lies in; empty = nobody's
        ("scope", CelType.String),        // project, user, extension; empty = a folder that no client reads by itself
        ("scripts", CelType.List(CountOf)),
        ("files", Int), ("bytes", Int),
        ("fingerprint", CelType.String),  // of every file with its path; empty where it was too large to be read whole
        ("wellFormed", Bool));            // front matter is YAML, and the name is that of the folder

    private static CelType CountOf => Object("script-count", ("kind", CelType.String), ("count", Int));

    /// <summary>The words this collector adds.</summary>
    public static ImmutableArray<Property> All { get; } = 
    [
        new(AssetKind.Skill, "manifest", Manifest, false, "what the skill's folder holds"),
        new(AssetKind.Skill, "signs", FileSign.Shape, true, "what in its texts, scripts and files speaks against it"),
    ];
}
