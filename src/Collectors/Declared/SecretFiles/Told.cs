using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.SecretFiles;

/// <summary>Secrets that another reader tells of in its own words: one secret is one finding.</summary>
internal sealed class Told
{
    private readonly HashSet<(string File, int Line)> places = [];
    private readonly HashSet<(string File, string Name)> names = [];
    private readonly HashSet<string> keyed = new(StringComparer.Ordinal);

    /// <summary>Reads what the others said.</summary>
    public Told(IEnumerable<Claim> claims)
    {
        foreach (var claim in claims)
        {
            if (claim.Origin.File is not { } file || claim.Value.AsMap is not { } map) continue;
            if (claim.Property == "writtenKeys")
            {
                places.Add((file, claim.Origin.Line));
                names.Add((file, map["name"].AsString ?? ""));
            }
            else if (claim.Property == "uses" && map["key"].AsString == "literal") keyed.Add(file);
        }
    }

    /// <summary>True where the secret is among them.</summary>
    public bool Has(Claim secret) =>
        secret.Value.AsMap is { } map && map["file"].AsString is { } file
        && (places.Contains((file, secret.Origin.Line)) || (map["name"].AsString is { Length: > 0 } name && names.Contains((file, name))) || (map["model"].IsTrue && keyed.Contains(file)));
}
