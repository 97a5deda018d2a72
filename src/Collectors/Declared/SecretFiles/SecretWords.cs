using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.SecretFiles;

/// <summary>The words that say where secrets stand in the clear.</summary>
internal static class SecretWords
{
    private static readonly CelType Shape = CelType.Object("written-secret",
        ("kind", CelType.String),         // as the judge names it: anthropic-api-key, private-key, …
        ("name", CelType.String),         // the variable or setting that holds it; empty = none stands before it
        ("file", CelType.String), ("place", CelType.String),   // file:line
        ("part", CelType.String),         // prompt, code, notebook, settings, environment, text, example, test, docs
        ("certainty", CelType.String),    // proven, shaped, named
        ("model", CelType.Bool),          // it pays for or opens AI services
        ("ignored", CelType.Bool),        // a .gitignore leaves the file out of the repository
        ("fingerprint", CelType.String)); // the same secret elsewhere has the same one

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Property> All { get; } =
        [
        new(AssetKind.Workload, "writtenSecrets", Shape, true, "secrets that stand in its files in the clear", IsIncidental: true, IsOptional: true),
        new(AssetKind.Workload, "toldSecrets", CelType.String, true, "places of those that other words tell of too: `uses`, `writtenKeys`", IsIncidental: true, IsOptional: true),
    ];
}
