using System.Collections.Immutable;

namespace Plumbline.Reports.Bom;

/// <summary>What two bills say differently.</summary>
/// <param name="Added">Only in the newer.</param>
/// <param name="Removed">Only in the older.</param>
/// <param name="Changed">In both, and not the same.</param>
public sealed record BomDiff(ImmutableArray<BomPart> Added, ImmutableArray<BomPart> Removed, ImmutableArray<BomChange> Changed)
{
    /// <summary>True where nothing differs.</summary>
    public bool IsEmpty => Added.IsEmpty && Removed.IsEmpty && Changed.IsEmpty;

    /// <summary>Compares; the order of either document does not matter.</summary>
    public static BomDiff Of(IReadOnlyDictionary<string, BomPart> old, IReadOnlyDictionary<string, BomPart> now)
    {
        var both = old.Keys.Where(now.ContainsKey).Order(StringComparer.Ordinal);
        return new(
            [.. now.Values.Where(p => !old.ContainsKey(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal)],
            [.. old.Values.Where(p => !now.ContainsKey(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal)],
            [.. both.SelectMany(k => Changes(old[k], now[k]))]);
    }

    /// <summary>For people.</summary>
    public void WriteText(TextWriter to)
    {
        if (IsEmpty) to.WriteLine("no change");
        foreach (var part in Added) to.WriteLine($"+ {Line(part)}");
        foreach (var part in Removed) to.WriteLine($"- {Line(part)}");
        foreach (var change in Changed) to.WriteLine($"~ {change.Part.Type} {change.Part.Name}: {change.Field} {Said(change.Gone, '-')}{(change.Gone.IsEmpty || change.Come.IsEmpty ? "" : " ")}{Said(change.Come, '+')}");
        if (!IsEmpty) to.WriteLine($"{Added.Length} added, {Removed.Length} removed, {Changed.Length} changed");
    }

    /// <summary>`plumbline.bom-diff/v1`, for machines.</summary>
    public void WriteJson(TextWriter to) => JsonText.Write(to, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "plumbline.bom-diff/v1");
        foreach (var (name, parts) in ((string, ImmutableArray<BomPart>)[])[("added", Added), ("removed", Removed)])
        {
            CycloneDx.List(json, name, parts, (part, j) =>
            {
                j.WriteString("key", part.Key);
                j.WriteString("type", part.Type);
                j.WriteString("name", part.Name);
                foreach (var (field, values) in part.Fields) j.Texts(field, values);
            });
        }

        CycloneDx.List(json, "changed", Changed, (change, j) =>
        {
            j.WriteString("key", change.Part.Key);
            j.WriteString("type", change.Part.Type);
            j.WriteString("name", change.Part.Name);
            j.WriteString("field", change.Field);
            j.Texts("gone", change.Gone);
            j.Texts("come", change.Come);
        });
        json.WriteEndObject();
    });

    private static IEnumerable<BomChange> Changes(BomPart old, BomPart now) =>
        from field in old.Fields.Keys.Union(now.Fields.Keys).Order(StringComparer.Ordinal)
        let before = old.Fields.GetValueOrDefault(field, BomPart.None)
        let after = now.Fields.GetValueOrDefault(field, BomPart.None)
        where !before.SetEquals(after)
        select new BomChange(now, field, before.Except(after), after.Except(before));

    private static string Line(BomPart part) =>
        $"{part.Type} {part.Name}{(part.Fields.TryGetValue("version", out var versions) ? " " + string.Join(", ", versions) : "")}{(part.Fields.TryGetValue("planes", out var planes) ? $" ({string.Join("; ", planes)})" : "")}";

    private static string Said(ImmutableSortedSet<string> values, char sign) => string.Join(" ", values.Select(v => $"{sign}`{v}`"));
}

/// <summary>A field of a part that is not what it was.</summary>
public sealed record BomChange(BomPart Part, string Field, ImmutableSortedSet<string> Gone, ImmutableSortedSet<string> Come);
