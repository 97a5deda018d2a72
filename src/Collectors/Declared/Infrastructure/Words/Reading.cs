using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>What a property says: a value, or what it hangs on.</summary>
/// <param name="Value">The value, where it is known.</param>
/// <param name="Line">The line that says it, or 0 where a default holds.</param>
/// <param name="Unknown">What it hangs on; null where it is known.</param>
internal readonly record struct Known<T>(T Value, int Line, string? Unknown)
{
    /// <summary>The same under another reading.</summary>
    public Known<TOther> Map<TOther>(Func<T, TOther> read) => Unknown is null ? new(read(Value), Line, null) : new(default!, Line, Unknown);

    /// <summary>The same without its line: another resource, perhaps in another file, says it.</summary>
    public Known<T> Elsewhere => this with { Line = 0 };

    /// <summary>Both together; unknown where either is.</summary>
    public Known<TOther> With<TNext, TOther>(Known<TNext> next, Func<T, TNext, TOther> read) =>
        (Unknown ?? next.Unknown) is { } why ? new(default!, Unknown is null ? next.Line : Line, why) : new(read(Value, next.Value), Line > 0 ? Line : next.Line, null);
}

/// <summary>Properties by name in any dialect: `kms_key_id`, `KmsKeyId` and `kmsKeyId` are one; a block that occurs once reads as itself.</summary>
internal static class Reading
{
    /// <summary>The term at a path; null where nothing is set, the unknown where a part of the path is.</summary>
    public static Term? At(this Term? term, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (term is ListTerm { Items: [var only] }) term = only;
            if (term is OpenTerm) return term;
            // What stands where a block belongs says nothing that could be relied on.
            if (term is TextTerm or NumberTerm or FlagTerm or ListTerm { Items.IsEmpty: false }) return Term.Open("a value of another kind", term.Line);
            term = (term as MapTerm)?.Find(name);
        }

        return term is NullTerm ? null : term;
    }

    /// <summary>The first of several spellings of one property that is set.</summary>
    public static Term? Any(this Term? term, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) if (term.At(name) is { } found) return found;
        return null;
    }

    /// <summary>The elements of a list, or the one that stands for it; none where nothing is set or it is not known.</summary>
    public static IEnumerable<Term> Items(this Term? term) => term switch
    {
        ListTerm list => list.Items.Where(i => i is not NullTerm),
        null or NullTerm or OpenTerm => [],
        _ => [term],
    };

    /// <summary>A truth value, with what holds where nothing is set.</summary>
    public static Known<bool> Flag(this Term? term, bool otherwise) => term switch
    {
        null => new(otherwise, 0, null),
        _ when term.AsFlag is { } flag => new(flag, term.Line, null),
        _ => new(default, term.Line, Why(term)),
    };

    /// <summary>A text, with what holds where nothing is set.</summary>
    public static Known<string> Text(this Term? term, string otherwise = "") => term switch
    {
        null => new(otherwise, 0, null),
        _ when term.AsText is { } text => new(text, term.Line, null),
        _ => new(otherwise, term.Line, Why(term)),
    };

    /// <summary>True where something stands there, also where only that is certain.</summary>
    public static Known<bool> IsSet(this Term? term) => term switch
    {
        null => new(false, 0, null),
        OpenTerm { IsSet: false } open => new(default, open.Line, open.Why),
        ListTerm { Items.IsEmpty: true } or MapTerm { Entries.IsEmpty: true } => new(false, term.Line, null),
        TextTerm { Text: var text } => new(text.Trim().Length > 0, term.Line, null),
        ListTerm { Items: [OpenTerm { IsSet: false } open] } => new(default, open.Line, open.Why),
        _ => new(true, term.Line, null),
    };

    /// <summary>True where a key is named that is not one of the provider's own.</summary>
    public static Known<bool> IsCustomersKey(this Term? term, Estate estate)
    {
        if (term is not OpenTerm open) return term.IsSet().With(term.Text(), (set, key) => set && !key.Contains("alias/aws/", StringComparison.Ordinal));
        if (!open.IsSet || open.Refs.IsEmpty) return new(default, open.Line, open.Why);
        foreach (var reference in open.Refs)
        {
            if (estate.Find(reference) is not { Type: var type } named || !type.StartsWith("data.aws_kms", StringComparison.Ordinal)) continue;
            var key = named.Properties.Any("key_id", "name");
            return key is null ? new(default, open.Line, open.Why) : key.IsCustomersKey(estate).Map(k => k);
        }

        return new(true, open.Line, null);
    }

    private static string Why(Term term) => term.Unknown?.Why ?? "a value of another kind";

    private static Term? Find(this MapTerm map, string name)
    {
        if (map[name] is { } exact) return exact;
        foreach (var (key, value) in map.Entries)
            if (Plain(key).Equals(Plain(name), StringComparison.OrdinalIgnoreCase)) return value;
        return map[MapTerm.Rest];
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);
}

/// <summary>The resources that may refer to one another: those of one root, stack or template.</summary>
internal sealed class Estate(IEnumerable<Resource> resources)
{
    private readonly ImmutableArray<Resource> all = [.. resources];
    private Dictionary<string, Resource>? byAddress;
    private Dictionary<string, List<Resource>>? byType;
    private readonly Dictionary<(string, string), Resource?> around = [];

    /// <summary>All of them.</summary>
    public ImmutableArray<Resource> All => all;

    /// <summary>The resource of an address; of several instances the first.</summary>
    public Resource? Find(string address)
    {
        byAddress ??= Table();
        return byAddress.GetValueOrDefault(Plain(address));
    }

    /// <summary>The resources of some types.</summary>
    public IEnumerable<Resource> Of(params string[] types)
    {
        byType ??= all.GroupBy(r => r.Type, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.OrdinalIgnoreCase);
        var found = types.Distinct(StringComparer.OrdinalIgnoreCase).Select(t => byType.GetValueOrDefault(t)).OfType<List<Resource>>().ToList();
        return found.Count < 2 ? found.FirstOrDefault() ?? [] : all.Where(r => types.Contains(r.Type, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The resource that a property names: by reference, or by the name that the resource has.</summary>
    public Resource? Named(Term? term, string[] types, params string[] names)
    {
        if (term is OpenTerm open) return open.Refs.Select(Find).FirstOrDefault(r => r is not null && types.Contains(r.Type, StringComparer.OrdinalIgnoreCase));
        if (term?.AsText is not { Length: > 0 } text) return null;
        return all.FirstOrDefault(r => types.Contains(r.Type, StringComparer.OrdinalIgnoreCase) && names.Any(n => r.Properties.At(n)?.AsText == text));
    }

    /// <summary>The resource of some types that another lies in; null where none of these does.</summary>
    public Resource? Around(Resource inner, string[] types)
    {
        if (around.TryGetValue((inner.Key, types[0]), out var known)) return known;
        var found = inner.Parents.IsEmpty ? Of(types).FirstOrDefault(o => IsIn(inner, o))
            : inner.Parents.Select(Find).FirstOrDefault(r => r is not null && types.Contains(r.Type, StringComparer.OrdinalIgnoreCase));
        return around[(inner.Key, types[0])] = found;
    }

    /// <summary>True where one resource lies in another: its code says so, or else its name does.</summary>
    public bool IsIn(Resource inner, Resource outer) => inner.Parents.IsEmpty
        ? inner.Name.StartsWith(outer.Name + "/", StringComparison.OrdinalIgnoreCase)
        : inner.Parents.Any(p => Find(p) is { } found && ReferenceEquals(found, outer));

    private Dictionary<string, Resource> Table()
    {
        var table = new Dictionary<string, Resource>(StringComparer.Ordinal);
        foreach (var resource in all) table.TryAdd(Plain(resource.Address), resource);
        foreach (var resource in all) foreach (var handle in resource.Handles) table.TryAdd(Plain(handle), resource);
        return table;
    }

    private static string Plain(string address) => address.StartsWith("symbol:", StringComparison.Ordinal) ? address : address.IndexOf('[', StringComparison.Ordinal) is >= 0 and var at && address.IndexOf(']', at) == address.Length - 1 ? address[..at] : address;
}
