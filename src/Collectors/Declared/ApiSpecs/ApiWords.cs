using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.ApiSpecs;

/// <summary>The words that say what an API gives out and takes in.</summary>
internal static class ApiWords
{
    private static readonly CelType Field = CelType.Object("api-field",
        ("name", CelType.String), ("schema", CelType.String),   // schema or operation that has it
        ("kind", CelType.String), ("class", CelType.String));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Property> All { get; } =
    [
        new(AssetKind.Tool, "fields", Field, true, "fields of its specification that are called like personal or regulated data", IsOptional: true),
        new(AssetKind.Tool, "callers", CelType.String, true, "files of the estate that name its specification", IsOptional: true),
    ];
}
