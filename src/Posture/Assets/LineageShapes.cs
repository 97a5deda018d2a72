using Plumbline.Cel.Types;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Posture.Assets;

/// <summary>The records that claims about data, tuned models and what rests on them are made of. Texts that do not apply are empty, never absent.</summary>
public static class LineageShapes
{
    /// <summary>One set of data that a model was trained on.</summary>
    public static CelType TrainingData { get; } = Object("training-data",
        ("dataset", CelType.String),      // the dataset that a registry knows it as; else its location or name
        ("location", CelType.String),     // as written
        ("role", CelType.String),         // training, validation, invocation-logs
        ("version", CelType.String), ("digest", CelType.String));

    /// <summary>A training or processing run as the pipeline metadata has it.</summary>
    public static CelType Run { get; } = Object("run",
        ("run", CelType.String),          // ARN, or `runs:/ID`
        ("kind", CelType.String),         // customization, training, processing, import, tracking
        ("status", CelType.String),       // as the source writes it
        ("dataset", CelType.String),      // the dataset it wrote, where it is told of one
        ("inputs", List(CelType.String)), ("outputs", List(CelType.String)),
        ("code", CelType.String),         // image, entry point or repository
        ("commit", CelType.String),
        ("compute", CelType.String),      // 2 × ml.p4d.24xlarge for 5400 s
        ("started", CelType.Timestamp), ("ended", CelType.Timestamp),   // year 1 where not said
        ("isolated", CelType.Bool), ("vpc", CelType.Bool), ("encryptedTraffic", CelType.Bool), ("customerKey", CelType.Bool));

    /// <summary>What is documented about a dataset, and whether it was approved.</summary>
    public static CelType DatasetRecord { get; } = Object("dataset-record",
        ("dataset", CelType.String), ("version", CelType.String), ("digest", CelType.String),
        ("sources", List(CelType.String)), ("license", CelType.String), ("owner", CelType.String),
        ("personal", CelType.String),     // yes, no; empty = not said
        ("classes", List(CelType.String)),
        ("pipeline", CelType.String), ("run", CelType.String), ("commit", CelType.String), ("preprocessing", CelType.String),
        ("status", CelType.String),       // approved, rejected, pending; empty = not said
        ("by", List(CelType.String)),
        ("date", CelType.Timestamp),      // year 1 where not said
        ("expires", CelType.Timestamp),   // exclusive; 9999-12-31 where not said
        ("purposes", List(CelType.String)),   // training, evaluation, retrieval, analytics; empty = any
        ("contributors", List(CelType.String)));   // principals of other accounts, and others outside, whose writing was reviewed

    /// <summary>A bucket that training data lies in.</summary>
    public static CelType OpenData { get; } = Object("open-data",
        ("bucket", CelType.String), ("location", CelType.String),
        ("dataset", CelType.String),      // the dataset that a registry knows it as
        ("open", CelType.String),         // everybody can reach it: true, false, or why that is not known; ask bool(open)
        ("writable", CelType.String),     // everybody can write to it: likewise
        ("writers", List(CelType.String)),    // principals of other accounts that it lets write
        ("answered", CelType.String));    // true where its policy was answered, else why not; ask bool(answered)

    /// <summary>A class of data that something holds, and how that is known.</summary>
    public static CelType DataClass { get; } = Object("data-class",
        ("class", CelType.String),        // pii, pci, phi, financial, credentials, or what a card or registry calls it
        ("names", List(CelType.String)),  // words by which registries name the class; lower case
        ("how", CelType.String),          // found in records, stated, inherited
        ("records", Int),                 // of the sample, where it was found
        ("from", CelType.String),         // inherited: what it was found in or stated of
        ("via", CelType.String));         // inherited: what stands between, nearest to the source first

    /// <summary>Objects of a dataset as the store lists them.</summary>
    public static CelType DataChange { get; } = Object("data-change",
        ("dataset", CelType.String), ("location", CelType.String),
        ("objects", Int),                 // how many a store lists; 0 where a run tells of the change
        ("last", CelType.Timestamp));

    /// <summary>Who uses a model.</summary>
    public static CelType ModelUse { get; } = Object("model-use",
        ("user", CelType.String), ("kind", CelType.String), ("environment", CelType.String),   // empty = not said
        ("how", CelType.String));         // the word that says so: calls, models, deployments

    /// <summary>What is documented about a trained model; texts that are not said are empty.</summary>
    public static CelType ModelCard { get; } = Object("model-card",
        ("base", CelType.String), ("run", CelType.String), ("provider", CelType.String), ("released", CelType.String),
        ("use", CelType.String), ("prohibited", CelType.String), ("license", CelType.String),
        ("modalities", List(CelType.String)), ("parameters", CelType.String),
        ("capabilities", List(CelType.String)), ("limitations", List(CelType.String)), ("evaluations", List(CelType.String)),
        ("compute", CelType.String), ("energy", CelType.String), ("summary", CelType.String), ("copyright", CelType.String),
        ("status", CelType.String), ("by", List(CelType.String)), ("date", CelType.Timestamp), ("expires", CelType.Timestamp));

    /// <summary>An asset that depends on this one, over one or more relations.</summary>
    public static CelType Dependent { get; } = Object("dependent",
        ("kind", CelType.String), ("name", CelType.String), ("id", CelType.String),
        ("via", CelType.String));         // what stands between, nearest first; empty where nothing does

    /// <summary>Why an asset is not to be trusted.</summary>
    public static CelType Suspicion { get; } = Object("suspicion",
        ("kind", CelType.String),         // malicious: its content was judged so; changed: its hash is none of those approved; recalled: a registry says so
        ("reason", CelType.String));      // the same in words

    /// <summary>An asset that rests on one that is not to be trusted.</summary>
    public static CelType Resting { get; } = Object("resting",
        ("kind", CelType.String), ("name", CelType.String), ("id", CelType.String),
        ("via", CelType.String),          // what stands between, nearest to the source first; empty where nothing does
        ("seen", CelType.String));        // the plane nearest to life that says so: approved, declared, deployed, observed

    /// <summary>An asset that is not to be trusted, as one that rests on it says it.</summary>
    public static CelType Ground { get; } = Object("ground",
        ("kind", CelType.String), ("name", CelType.String), ("id", CelType.String), ("reason", CelType.String), ("via", CelType.String));

    /// <summary>Where a registry takes back its trust.</summary>
    public static CelType Recall { get; } = Object("recall",
        ("reason", CelType.String), ("by", List(CelType.String)), ("from", CelType.Timestamp));   // year 1 where not said
}
