using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Declared.Containers;

/// <summary>The words that only build files say.</summary>
internal static class BuildWords
{
    private static readonly CelType Build = Object("image-build",
        ("file", CelType.String), ("base", CelType.String),
        ("floating", CelType.String),     // no tag, or one that moves: true, false, or why not known
        ("runtime", CelType.String), ("role", CelType.String));   // empty = not in the catalogue

    private static readonly CelType Download = Object("build-download",
        ("file", CelType.String),
        ("what", CelType.String),         // the model, or the host that a script is fetched from
        ("kind", CelType.String),         // model, script
        ("how", CelType.String),
        ("pinned", CelType.String));      // a commit or digest is asked for: true, false, or why not known

    public static IReadOnlyList<Property> All { get; } =
    [
        new(AssetKind.Workload, "builds", Build, true, "images that its own are built on", IsOptional: true),
        new(AssetKind.Workload, "downloads", Download, true, "models and scripts fetched while its images are built", IsOptional: true),
    ];

    public static Value TellBuild(string file, string image, string floating, string runtime, string role) => Value.Map(
        ("file", Value.Of(file)), ("base", Value.Of(image)), ("floating", Value.Of(floating)), ("runtime", Value.Of(runtime)), ("role", Value.Of(role)));

    public static Value TellDownload(string file, string what, string kind, string how, string pinned) => Value.Map(
        ("file", Value.Of(file)), ("what", Value.Of(what)), ("kind", Value.Of(kind)), ("how", Value.Of(how)), ("pinned", Value.Of(pinned)));
}
