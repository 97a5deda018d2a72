using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Reports.Bom;

/// <summary>One thing that a bill of materials lists, while it is put together.</summary>
/// <param name="reference">What dependencies name it by; the same from scan to scan.</param>
/// <param name="type">A component type of CycloneDX, or <see cref="Service"/>.</param>
/// <param name="kind">What it is to Plumbline: an asset kind, or `container`, `provider`.</param>
/// <param name="name">The name people use.</param>
internal sealed class BomItem(string reference, string type, string kind, string name)
{
    /// <summary>The type of what is called over a network rather than built in.</summary>
    public const string Service = "service";

    /// <summary>The type of a model.</summary>
    public const string Model = "machine-learning-model";

    public string Ref { get; } = reference;

    public string Type { get; set; } = type;

    public string Kind { get; } = kind;

    public string Name { get; set; } = Plain.Line(name) is { Length: > 0 } shown ? shown : reference;

    public string? Version { get; set; }

    /// <summary>Who supplies or answers for it outside: the author of a model, a provider.</summary>
    public string? Provider { get; set; }

    public string? Purl { get; set; }

    public string? License { get; set; }

    /// <summary>Lower-case hexadecimal digits; null where no content hash is known.</summary>
    public string? Sha256 { get; set; }

    public string? Owner { get; set; }

    public string? Environment { get; set; }

    /// <summary>registered, shadow, dormant, unknown.</summary>
    public string Status { get; set; } = "unknown";

    /// <summary>It is only there to develop, test or document.</summary>
    public bool IsForDevelopment { get; set; }

    /// <summary>Callers must say who they are; null where nobody says.</summary>
    public bool? IsAuthenticated { get; set; }

    /// <summary>Calls leave the network of the estate; null where nobody says.</summary>
    public bool? LeavesTrust { get; set; }

    public string? Account { get; set; }

    public string? Region { get; set; }

    /// <summary>The documents of a model; null where there are none.</summary>
    public BomCard? Card { get; set; }

    public SortedSet<Plane> Planes { get; } = [];

    public SortedSet<BomPlace> Places { get; } = [];

    public SortedSet<string> DependsOn { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Endpoints { get; } = new(StringComparer.Ordinal);

    /// <summary>Published weaknesses.</summary>
    public List<BomAdvisory> Advisories { get; } = [];

    /// <summary>Data classes it handles.</summary>
    public SortedSet<string> Data { get; } = new(StringComparer.Ordinal);

    /// <summary>What CycloneDX has no field for, by name and value.</summary>
    public SortedSet<(string Name, string Value)> Notes { get; } = new(Comparer<(string Name, string Value)>.Create((a, b) =>
        string.CompareOrdinal(a.Name, b.Name) is not 0 and var order ? order : string.CompareOrdinal(a.Value, b.Value)));

    /// <summary>development, testing or production where the environment says so, else the environment's own name.</summary>
    public string? Stage => Environment?.ToLowerInvariant() switch
    {
        null or "" => null,
        "production" or "prod" or "live" => "production",
        "testing" or "test" or "staging" or "stage" or "qa" or "uat" => "testing",
        "development" or "dev" or "sandbox" => "development",
        _ => Environment,
    };

    /// <summary>Running code shows it and no file of the repository or control plane does.</summary>
    public bool IsOnlyObserved => Planes.Contains(Plane.Observed) && !Planes.Contains(Plane.Declared) && !Planes.Contains(Plane.Deployed);

    /// <summary>A statement about it.</summary>
    public void See(Plane plane, Origin origin)
    {
        Planes.Add(plane);
        if (origin.File is not null) Places.Add(BomPlace.Of(plane, origin));
    }

    /// <summary>Adds a property where there is something to say.</summary>
    public void Note(string property, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) Notes.Add((property, Plain.Cut(Plain.Line(value), 500)));
    }

    /// <summary>Adds an arrow; nothing depends on itself.</summary>
    public void Needs(BomItem? other)
    {
        if (other is not null && other.Ref != Ref) DependsOn.Add(other.Ref);
    }
}

/// <summary>Where a thing was seen.</summary>
internal readonly record struct BomPlace(Plane Plane, string File, int Line, string Technique, string Context) : IComparable<BomPlace>
{
    private static readonly HashSet<string> Code = new(StringComparer.OrdinalIgnoreCase)
    {
        ".py", ".ipynb", ".cs", ".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts", ".java", ".kt", ".go", ".rb", ".rs", ".php", ".swift", ".scala",
    };

    /// <summary>True for source code.</summary>
    public static bool IsCode(string file) => Code.Contains(Path.GetExtension(file));

    public static BomPlace Of(Plane plane, Origin origin) => new(
        plane, Plain.Line(origin.File), origin.Line, TechniqueOf(plane, origin.File!), $"{plane.Name()} · {Plain.Line(origin.Api is null ? origin.Source : $"{origin.Source} · {origin.Api}")}");

    /// <summary>By plane, file, line and context.</summary>
    public int CompareTo(BomPlace other)
    {
        var order = Plane.CompareTo(other.Plane);
        if (order == 0) order = string.CompareOrdinal(File, other.File);
        if (order == 0) order = Line.CompareTo(other.Line);
        return order != 0 ? order : string.CompareOrdinal(Context, other.Context);
    }

    /// <summary>`file:line`.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}" : File;

    private static string TechniqueOf(Plane plane, string file) => plane switch
    {
        Plane.Approved => "attestation",
        Plane.Observed => "instrumentation",
        Plane.Declared when Code.Contains(Path.GetExtension(file)) => "source-code-analysis",
        _ => "manifest-analysis",
    };
}

/// <summary>What is documented about a model.</summary>
internal sealed class BomCard
{
    /// <summary>The component it was tuned from.</summary>
    public string? Base { get; set; }

    public SortedSet<string> Datasets { get; } = new(StringComparer.Ordinal);

    public List<string> Uses { get; } = [];

    public List<string> Limitations { get; } = [];

    /// <summary>Metric, value, and what it was measured on.</summary>
    public SortedSet<(string Type, string Value, string Slice)> Metrics { get; } = [];

    public SortedSet<(string Name, string Value)> Notes { get; } = [];
}
