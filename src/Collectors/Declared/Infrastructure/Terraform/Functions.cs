using System.Globalization;
using System.Text;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>Functions of Terraform whose result follows from their arguments alone.</summary>
internal static class Functions
{
    private const int Longest = 1 << 20;

    private static readonly Dictionary<string, Func<List<Term>, Term?>> Known = new(StringComparer.Ordinal)
    {
        ["jsonencode"] = a => Jsons.Encode(a[0]),
        ["jsondecode"] = a => Jsons.Decode(Text(a[0])!),
        ["merge"] = Merge,
        ["concat"] = a => a.All(t => t is ListTerm) ? List(a.SelectMany(t => ((ListTerm)t).Items)) : null,
        ["flatten"] = a => a[0] is ListTerm list ? List(Flat(list, 0)) : null,
        ["distinct"] = a => Distinct(a[0]),
        ["toset"] = a => Distinct(a[0]),
        ["tolist"] = a => a[0] is ListTerm ? a[0] : null,
        ["tomap"] = a => a[0] is MapTerm ? a[0] : null,
        ["tostring"] = a => Text(a[0]) is { } text ? Term.Of(text) : a[0] is NullTerm ? a[0] : null,
        ["tonumber"] = a => Number(a[0]) is { } number ? Term.Of(number) : a[0] is NullTerm ? a[0] : null,
        ["tobool"] = a => a[0].AsFlag is { } flag ? Term.Of(flag) : a[0] is NullTerm ? a[0] : null,
        ["format"] = a => Format(Text(a[0])!, a[1..]) is { } text ? Term.Of(text) : null,
        ["join"] = a => Texts(a[1]) is { } items && items.Sum(t => (long)t.Length + Text(a[0])!.Length) <= Longest ? Term.Of(string.Join(Text(a[0]), items)) : null,
        ["split"] = a => List(Text(a[1])!.Split(Text(a[0])).Select(t => Term.Of(t))),
        ["lower"] = a => Term.Of(Text(a[0])!.ToLowerInvariant()),
        ["upper"] = a => Term.Of(Text(a[0])!.ToUpperInvariant()),
        ["title"] = a => Term.Of(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Text(a[0])!)),
        ["trimspace"] = a => Term.Of(Text(a[0])!.Trim()),
        ["trimprefix"] = a => Term.Of(Text(a[0]) is var t && t!.StartsWith(Text(a[1])!, StringComparison.Ordinal) ? t[Text(a[1])!.Length..] : t!),
        ["trimsuffix"] = a => Term.Of(Text(a[0]) is var t && t!.EndsWith(Text(a[1])!, StringComparison.Ordinal) ? t[..^Text(a[1])!.Length] : t!),
        ["trim"] = a => Term.Of(Text(a[0])!.Trim(Text(a[1])!.ToCharArray())),
        ["replace"] = a => Text(a[1]) is { Length: > 1 } p && p[0] == '/' && p[^1] == '/' || Text(a[1])!.Length == 0 || (long)Text(a[0])!.Length * Math.Max(1, Text(a[2])!.Length) > 16L * Longest ? null : Term.Of(Text(a[0])!.Replace(Text(a[1])!, Text(a[2]), StringComparison.Ordinal)),
        ["substr"] = a => Substring(Text(a[0])!, (int)Number(a[1])!, (int)Number(a[2])!),
        ["startswith"] = a => Term.Of(Text(a[0])!.StartsWith(Text(a[1])!, StringComparison.Ordinal)),
        ["endswith"] = a => Term.Of(Text(a[0])!.EndsWith(Text(a[1])!, StringComparison.Ordinal)),
        ["strcontains"] = a => Term.Of(Text(a[0])!.Contains(Text(a[1])!, StringComparison.Ordinal)),
        ["length"] = a => a[0] switch { ListTerm l => Term.Of(l.Items.Length), MapTerm m => Term.Of(m.Entries.Length), TextTerm t => Term.Of(new StringInfo(t.Text).LengthInTextElements), _ => null },
        ["element"] = a => a[0] is ListTerm { Items.IsEmpty: false } l && Number(a[1]) is >= 0 and var n ? l.Items[(int)(n % l.Items.Length)] : null,
        ["contains"] = a => a[0] is ListTerm l ? l.Items.Any(i => Term.Same(i, a[1])) ? Term.Of(true) : l.Unknown is { } open ? open with { IsSet = false } : Term.Of(false) : null,
        ["index"] = a => a[0] is ListTerm l && l.Items.ToList().FindIndex(i => Term.Same(i, a[1])) is >= 0 and var n ? Term.Of(n) : null,
        ["keys"] = a => a[0] is MapTerm m ? List(m.Entries.Select(e => e.Key).Order(StringComparer.Ordinal).Select(k => Term.Of(k))) : null,
        ["values"] = a => a[0] is MapTerm m ? List(m.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Value)) : null,
        ["zipmap"] = a => Texts(a[0]) is { } keys && a[1] is ListTerm v && v.Items.Length == keys.Count ? Map(keys.Zip(v.Items, (k, t) => new KeyValuePair<string, Term>(k, t))) : null,
        ["reverse"] = a => a[0] is ListTerm l ? List(l.Items.Reverse()) : null,
        ["sort"] = a => Texts(a[0]) is { } items ? List(items.Order(StringComparer.Ordinal).Select(t => Term.Of(t))) : null,
        ["compact"] = a => a[0] is ListTerm l && l.Items.All(i => i is not OpenTerm) ? List(l.Items.Where(i => i is not NullTerm and not TextTerm { Text: "" })) : null,
        ["slice"] = a => a[0] is ListTerm l && Number(a[1]) is { } from && Number(a[2]) is { } to && from >= 0 && to <= l.Items.Length && from <= to ? List(l.Items[(int)from..(int)to]) : null,
        ["range"] = a => a is [NumberTerm { Number: >= 0 and <= 1000 } n] ? List(Enumerable.Range(0, (int)n.Number).Select(i => (Term)Term.Of(i))) : null,
        ["one"] = a => a[0] switch { ListTerm { Items: [] } => Term.Null, ListTerm { Items: [var only] } => only, _ => null },
        ["max"] = a => a.All(t => Number(t) is not null) ? Term.Of(a.Max(t => Number(t)!.Value)) : null,
        ["min"] = a => a.All(t => Number(t) is not null) ? Term.Of(a.Min(t => Number(t)!.Value)) : null,
        ["ceil"] = a => Number(a[0]) is { } n ? Term.Of(Math.Ceiling(n)) : null,
        ["floor"] = a => Number(a[0]) is { } n ? Term.Of(Math.Floor(n)) : null,
        ["abs"] = a => Number(a[0]) is { } n ? Term.Of(Math.Abs(n)) : null,
        ["basename"] = a => Term.Of(Text(a[0])!.TrimEnd('/') is var p && p.LastIndexOf('/') is >= 0 and var at ? p[(at + 1)..] : Text(a[0])!),
        ["base64encode"] = a => Term.Of(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a[0])!))),
        ["sensitive"] = a => a[0],
        ["nonsensitive"] = a => a[0],
    };

    /// <summary>The result; null where the function is not known, or fails. An unknown argument gives an unknown result.</summary>
    public static Term? Call(string name, List<Term> args)
    {
        if (name is "coalesce" or "coalescelist") return Coalesce(args, name);
        if (name == "lookup") return Lookup(args);
        if (name == "length" && args is [ListTerm or MapTerm]) return Known[name](args);
        var passes = name is "merge" or "concat" or "flatten" or "distinct" or "toset" or "tolist" or "tomap" or "values" or "keys" or "element" or "one" or "compact" or "reverse" or "slice"
            or "contains" or "zipmap" or "sensitive" or "nonsensitive" or "jsonencode";
        if (args.Select(a => passes ? a as OpenTerm : a.Unknown).FirstOrDefault(u => u is not null) is { } open)
        {
            var keeps = name is "tostring" or "join" or "format" or "lower" or "upper" or "trimspace" or "sensitive" or "nonsensitive";
            return open with { Refs = [.. args.SelectMany(Refs).Distinct()], IsSet = keeps && open.IsSet };
        }

        try
        {
            return Known.TryGetValue(name, out var function) ? Bounded(function(args)) : null;
        }
        catch (Exception e) when (e is ArgumentException or NullReferenceException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;   // wrong arguments: Terraform itself would refuse them
        }
    }

    private static IEnumerable<string> Refs(Term term) => term switch { OpenTerm open => open.Refs, ListTerm list => list.Items.SelectMany(Refs), _ => [] };

    private static Term? Bounded(Term? term) => term is TextTerm { Text.Length: > Longest } ? null : term;

    // The first that is not null (and, for texts, not empty); one before it that is not known may be it.
    private static Term? Coalesce(List<Term> args, string name)
    {
        foreach (var arg in args)
        {
            if (arg is NullTerm or TextTerm { Text: "" } or ListTerm { Items.IsEmpty: true }) continue;
            if (arg is not OpenTerm { IsSet: false } open) return arg;
            var rest = args[(args.IndexOf(arg) + 1)..];
            return open with { IsSet = rest.Exists(r => r is OpenTerm { IsSet: true } || r.AsText is { Length: > 0 }), Refs = [.. args.SelectMany(Refs).Distinct()] };
        }

        return name.Length == 0 ? null : args.Count > 0 ? args[^1] : null;
    }

    private static Term? Lookup(List<Term> args)
    {
        if (args.Count < 2) return null;
        if (args[0] is OpenTerm map) return map with { IsSet = false };
        if (args[1] is OpenTerm key) return key with { IsSet = false };
        return (args[0] as MapTerm)?[args[1].AsText ?? ""] ?? (args.Count > 2 ? args[2] : null);
    }

    private static MapTerm? Merge(List<Term> args)
    {
        if (args.Exists(a => a is not (MapTerm or NullTerm))) return null;
        return Map(args.OfType<MapTerm>().SelectMany(m => m.Entries).GroupBy(e => e.Key).Select(g => g.Last()));
    }

    private static ListTerm? Distinct(Term term)
    {
        if (term is not ListTerm list) return null;
        var kept = new List<Term>();
        foreach (var item in list.Items) if (!kept.Exists(k => Term.Same(k, item))) kept.Add(item);
        return List(kept);
    }

    private static IEnumerable<Term> Flat(ListTerm list, int depth) =>
        list.Items.SelectMany(i => i is ListTerm inner && depth < 32 ? Flat(inner, depth + 1) : [i]);

    private static TextTerm? Substring(string text, int from, int length)
    {
        if (from < 0) from += text.Length;
        if (from < 0 || from > text.Length) return null;
        return Term.Of(length < 0 || from + length > text.Length ? text[from..] : text.Substring(from, length));
    }

    // %s, %d, %v, %q and %%; anything finer is not known.
    private static string? Format(string format, List<Term> args)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%') text.Append(format[i]);
            else if (++i >= format.Length) return null;
            else if (format[i] == '%') text.Append('%');
            else if (next >= args.Count || format[i] is not ('s' or 'd' or 'v' or 'q') || args[next].AsText is not { } value) return null;
            else
            {
                text.Append(format[i] == 'q' ? $"\"{value}\"" : value);
                next++;
                if (text.Length > Longest) return null;
            }
        }

        return text.ToString();
    }

    private static string? Text(Term term) => term.AsText;

    private static double? Number(Term term) => term is NumberTerm number ? number.Number
        : term is TextTerm text && double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : null;

    private static List<string>? Texts(Term term) =>
        term is ListTerm list && list.Items.All(i => i.AsText is not null) ? [.. list.Items.Select(i => i.AsText!)] : null;

    private static ListTerm List(IEnumerable<Term> items) => new([.. items.Take(10_000)], 0);

    private static MapTerm Map(IEnumerable<KeyValuePair<string, Term>> entries) => new([.. entries], 0);
}
