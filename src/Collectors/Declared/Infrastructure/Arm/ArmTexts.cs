using System.Globalization;

namespace Plumbline.Collectors.Declared.Infrastructure.Arm;

/// <summary>The functions of template expressions that make texts, or take them apart.</summary>
internal static class ArmTexts
{
    private const int LongestText = 1 << 20;
    private const int MostItems = 10_000;

    /// <summary>The value of a call; null where it is not one of these.</summary>
    public static Term? Call(string name, List<Term> args) => (name, args) switch
    {
        ("concat" or "format", _) when args.Sum(a => (long)(a.AsText ?? "").Length) > LongestText => Term.Open("a longer text than is kept"),
        ("concat", _) when args.All(a => a.AsText is not null) => Term.Of(string.Concat(args.Select(a => a.AsText))),
        ("concat" or "format", _) when args.OfType<OpenTerm>().FirstOrDefault() is { } open => open with { IsSet = args.Exists(a => a.AsText is { Length: > 0 } || a is OpenTerm { IsSet: true }), Names = null },
        ("format", [TextTerm f, ..]) when args.All(a => a.AsText is not null) => Formatted(f.Text, args),
        // What is made of an unknown text hangs on the same.
        ("tolower" or "toupper" or "trim" or "take" or "skip" or "substring" or "padleft" or "replace", [OpenTerm of, ..]) =>
            of with { IsSet = of.IsSet && name is "tolower" or "toupper", Names = null },
        ("tolower", [var t]) when t.AsText is { } text => Term.Of(text.ToLowerInvariant()),
        ("toupper", [var t]) when t.AsText is { } text => Term.Of(text.ToUpperInvariant()),
        ("string", [var s]) when s.AsText is { } text => Term.Of(text),
        ("string", [var whole]) when whole is MapTerm or ListTerm && whole.Unknown is null && whole.Extent.Size <= MostItems => Jsons.Encode(whole),
        ("json", [TextTerm text]) when text.Text.Length <= LongestText => Jsons.Decode(text.Text) is { } value ? Jsons.Unlined(value) : null,
        ("join", [ListTerm list, TextTerm by]) when list.Items.All(i => i.AsText is not null) && list.Items.Sum(i => (long)i.AsText!.Length + by.Text.Length) <= LongestText =>
            Term.Of(string.Join(by.Text, list.Items.Select(i => i.AsText))),
        ("split", [TextTerm text, TextTerm { Text.Length: > 0 } by]) when text.Text.Split(by.Text, MostItems + 1) is { Length: <= MostItems } parts => new ListTerm([.. parts.Select(t => Term.Of(t))], 0),
        ("replace", [TextTerm text, TextTerm { Text.Length: > 0 } old, TextTerm with]) when text.Text.Length * (with.Text.Length + 1L) < LongestText => Term.Of(text.Text.Replace(old.Text, with.Text, StringComparison.Ordinal)),
        ("startswith", [TextTerm text, TextTerm of]) => Term.Of(text.Text.StartsWith(of.Text, StringComparison.OrdinalIgnoreCase)),
        ("endswith", [TextTerm text, TextTerm of]) => Term.Of(text.Text.EndsWith(of.Text, StringComparison.OrdinalIgnoreCase)),
        ("indexof", [TextTerm text, TextTerm of]) => Term.Of(text.Text.IndexOf(of.Text, StringComparison.OrdinalIgnoreCase)),
        ("trim", [TextTerm text]) => Term.Of(text.Text.Trim()),
        ("take", [TextTerm text, NumberTerm n]) => Term.Of(text.Text[..Within(n, text.Text.Length)]),
        ("skip", [TextTerm text, NumberTerm n]) => Term.Of(text.Text[Within(n, text.Text.Length)..]),
        ("substring", [TextTerm text, NumberTerm { Number: >= 0 } from, .. var rest]) => Part(text.Text, (long)from.Number, rest),
        ("padleft", [var t, NumberTerm { Number: >= 0 and <= MostItems } n, .. var with]) when t.AsText is { } text && with is [] or [TextTerm { Text.Length: 1 }] =>
            Term.Of(text.PadLeft((int)n.Number, with is [TextTerm { Text: [var c] }] ? c : ' ')),
        _ => null,
    };

    /// <summary>A count that lies between none and all.</summary>
    public static int Within(NumberTerm number, int length) => (int)Math.Clamp(double.IsNaN(number.Number) ? 0 : number.Number, 0, length);

    private static TextTerm? Part(string text, long from, List<Term> rest)
    {
        var length = rest is [NumberTerm { Number: >= 0 } count] ? (long)count.Number : rest is [] ? text.Length - from : -1;
        return length >= 0 && from <= text.Length && from + length <= text.Length ? Term.Of(text.Substring((int)from, (int)length)) : null;
    }

    private static TextTerm Formatted(string format, List<Term> args)
    {
        for (var i = 1; i < args.Count && format.Length <= LongestText; i++) format = format.Replace($"{{{(i - 1).ToString(CultureInfo.InvariantCulture)}}}", args[i].AsText, StringComparison.Ordinal);
        return Term.Of(format);
    }
}
