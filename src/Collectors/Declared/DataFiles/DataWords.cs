using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>The words that say what a dataset holds, column by column; values are never said.</summary>
internal static class DataWords
{
    private static readonly CelType Content = CelType.Object("data-content",
        ("file", CelType.String), ("column", CelType.String),
        ("kind", CelType.String),         // email, payment-card, person-name, anthropic-api-key, …
        ("class", CelType.String),        // pii, pci, phi, financial, credentials
        ("names", CelType.List(CelType.String)),   // words by which registries name the class
        ("proof", CelType.String),        // value: their form proves it; form: the column's name says it and the values look like it; name: the name only
        ("records", CelType.Int),         // of the sample; 0 where only the name says it
        ("sampled", CelType.Int));        // records looked at

    private static readonly CelType Sample = CelType.Object("data-sample",
        ("file", CelType.String), ("format", CelType.String), ("because", CelType.String),   // why the file counts as data of AI
        ("records", CelType.Int),         // in the file, told from the sample where it was not read whole; 0 = not known
        ("sha256", CelType.String),       // of the whole file, where a registry states one; else empty
        ("sampled", CelType.Int), ("whole", CelType.Bool), ("columns", CelType.List(CelType.String)));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Property> All { get; } =
    [
        new(AssetKind.Dataset, "contents", Content, true, "personal data and secrets in a sample of its records, by column and kind"),
        new(AssetKind.Dataset, "samples", Sample, true, "files of it that were looked into"),
    ];

    /// <summary>The words as coverages name them.</summary>
    public static string[] Speaks { get; } = ["dataset.contents", "dataset.samples", "dataset.classes"];
}
