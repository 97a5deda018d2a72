using System.Collections.Immutable;
using System.Globalization;

namespace Plumbline.Collectors.Declared.Infrastructure.Arm;

/// <summary>The functions of template expressions that need no deployment; Bicep has the same.</summary>
internal static class ArmFunctions
{
    private const int LongestText = 1 << 20;
    private const int MostItems = 10_000;

    /// <summary>The value of a call, its name in small letters; unknown where it is not one of these.</summary>
    public static Term Call(string name, List<Term> args) => (name, args) switch
    {
        ("concat" or "format", _) when args.Sum(a => (long)(a.AsText ?? "").Length) > LongestText => Term.Open("a longer text than is kept"),
        ("concat", _) when args.All(a => a.AsText is not null) => Term.Of(string.Concat(args.Select(a => a.AsText))),
        ("concat" or "format", _) when args.OfType<OpenTerm>().FirstOrDefault() is { } open => open with { IsSet = args.Exists(a => a.AsText is { Length: > 0 } || a is OpenTerm { IsSet: true }) },
        ("tolower", [var t]) when t.AsText is { } text => Term.Of(text.ToLowerInvariant()),
        ("toupper", [var t]) when t.AsText is { } text => Term.Of(text.ToUpperInvariant()),
        ("true", []) => Term.Of(true),
        ("false", []) => Term.Of(false),
        ("null", []) => Term.Null,
        ("bool", [var b]) when b.AsFlag is { } flag => Term.Of(flag),
        ("string", [var s]) when s.AsText is { } text => Term.Of(text),
        ("createarray", _) => new ListTerm([.. args], 0),
        ("if", [var c, var then, var otherwise]) => c.AsFlag is { } known ? known ? then : otherwise : Term.Same(then, otherwise) ? then : c as OpenTerm ?? Term.Open("if()"),
        ("equals", [var a, var b]) => (a.Unknown ?? b.Unknown) is { } open ? open with { IsSet = false } : Term.Of(Term.Same(a, b)),
        ("not", [var a]) => a.AsFlag is { } flag ? Term.Of(!flag) : a,
        ("and", _) => Settle(args, false),
        ("or", _) => Settle(args, true),
        ("empty", [var e]) => e switch { TextTerm t => Term.Of(t.Text.Length == 0), ListTerm l => Term.Of(l.Items.IsEmpty), MapTerm m => Term.Of(m.Entries.IsEmpty), NullTerm => Term.Of(true), _ => e },
        ("coalesce", _) => args.Find(a => a is not NullTerm) ?? Term.Null,
        // Names of other resources are there, although what they will be is not known.
        ("resourceid" or "reference" or "subscriptionresourceid" or "extensionresourceid" or "uniquestring", _) => new OpenTerm(name + "()", Named(args), IsSet: true, 0),
        ("format", [TextTerm f, ..]) when args.All(a => a.AsText is not null) => Formatted(f.Text, args),
        ("length", [var l]) => l switch { TextTerm t => Term.Of(t.Text.Length), ListTerm i => Term.Of(i.Items.Length), MapTerm m => Term.Of(m.Entries.Length), _ => l },
        ("contains", [var c, var x]) when c is not OpenTerm && x is not OpenTerm => Contains(c, x),
        ("first", [ListTerm { Items: [var first, ..] }]) => first,
        ("last", [ListTerm { Items: [.., var last] }]) => last,
        ("union", _) when args.TrueForAll(a => a is MapTerm) => args.Aggregate(new MapTerm([], 0), (all, a) => Merged(all, (MapTerm)a)),
        ("union", _) when args.TrueForAll(a => a is ListTerm) => new ListTerm([.. args.SelectMany(a => ((ListTerm)a).Items).Aggregate(new List<Term>(), (all, i) => { if (!all.Exists(k => Term.Same(k, i))) all.Add(i); return all; })], 0),
        ("concat", _) when args.Count > 0 && args.TrueForAll(a => a is ListTerm) => new ListTerm([.. args.SelectMany(a => ((ListTerm)a).Items).Take(MostItems)], 0),
        ("join", [ListTerm list, TextTerm by]) when list.Items.All(i => i.AsText is not null) => Term.Of(string.Join(by.Text, list.Items.Select(i => i.AsText))),
        ("split", [TextTerm text, TextTerm { Text.Length: > 0 } by]) => new ListTerm([.. text.Text.Split(by.Text).Select(t => Term.Of(t))], 0),
        ("replace", [TextTerm text, TextTerm { Text.Length: > 0 } old, TextTerm with]) when text.Text.Length * (with.Text.Length + 1L) < LongestText => Term.Of(text.Text.Replace(old.Text, with.Text, StringComparison.Ordinal)),
        ("startswith", [TextTerm text, TextTerm of]) => Term.Of(text.Text.StartsWith(of.Text, StringComparison.OrdinalIgnoreCase)),
        ("endswith", [TextTerm text, TextTerm of]) => Term.Of(text.Text.EndsWith(of.Text, StringComparison.OrdinalIgnoreCase)),
        ("trim", [TextTerm text]) => Term.Of(text.Text.Trim()),
        ("range", [NumberTerm from, NumberTerm { Number: >= 0 and <= MostItems } count]) => new ListTerm([.. Enumerable.Range(0, (int)count.Number).Select(i => Term.Of(from.Number + i))], 0),
        ("int", [var i]) when double.TryParse(i.AsText, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Term.Of(number),
        ("resourcegroup" or "subscription" or "tenant" or "deployment" or "environment" or "guid", _) => new OpenTerm(name + "()", [], IsSet: true, 0),
        _ => Term.Open(name + "()"),
    };

    private static ImmutableArray<string> Named(List<Term> args) =>
        args is [TextTerm type, _, ..] && args.All(a => a is OpenTerm || a.AsText is not null) ? [$"{type.Text}/{string.Join('/', args.Skip(1).Select(a => Template.Placed(a).AsText))}"] : [];

    private static Term Settle(List<Term> args, bool settling) =>
        args.Exists(a => a.AsFlag == settling) ? Term.Of(settling) : args.Find(a => a.AsFlag is null) ?? Term.Of(!settling);

    private static TextTerm Formatted(string format, List<Term> args)
    {
        for (var i = 1; i < args.Count && format.Length <= LongestText; i++) format = format.Replace($"{{{(i - 1).ToString(CultureInfo.InvariantCulture)}}}", args[i].AsText, StringComparison.Ordinal);
        return Term.Of(format);
    }

    private static Term Contains(Term container, Term item) => container switch
    {
        TextTerm text when item.AsText is { } part => Term.Of(text.Text.Contains(part, StringComparison.Ordinal)),
        ListTerm list when list.Unknown is null => Term.Of(list.Items.Any(i => Term.Same(i, item))),
        MapTerm map when item.AsText is { } key => Term.Of(map.Entries.Any(e => e.Key.Equals(key, StringComparison.OrdinalIgnoreCase))),
        _ => Term.Open("contains()"),
    };

    /// <summary>Two objects as one: what the second says counts, and objects in both are merged.</summary>
    public static MapTerm Merged(MapTerm one, MapTerm other) => new(
        [
            .. one.Entries.Select(e => other[e.Key] is { } over ? new KeyValuePair<string, Term>(e.Key, e.Value is MapTerm a && over is MapTerm b ? Merged(a, b) : over) : e),
            .. other.Entries.Where(e => one[e.Key] is null),
        ], one.Line);
}
