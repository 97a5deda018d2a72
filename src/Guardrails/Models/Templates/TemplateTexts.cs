using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Models.Templates;

/// <summary>The texts that an expression may stand for, worked out without running it: a name that is put together from pieces is still that name.</summary>
internal sealed class TemplateTexts(Judgement judgement)
{
    private const int MostWork = 1 << 24;   // nodes worked out and characters made, of one template
    private const int Most = 8;
    private const int Longest = 4096;
    private Dictionary<TemplateNode, IReadOnlyList<string>> workedOut = new(ReferenceEqualityComparer.Instance);
    private long work = MostWork;
    private readonly Dictionary<string, List<string>> known = new(StringComparer.Ordinal);

    /// <summary>Remembers what a name was set to; every setting counts, whichever branch runs.</summary>
    public void Set(string name, TemplateNode value)
    {
        if (!known.TryGetValue(name, out var texts)) known[name] = texts = [];
        var given = Of(value);
        workedOut = new(ReferenceEqualityComparer.Instance);
        foreach (var text in given) if (texts.Count < Most && !texts.Contains(text)) texts.Add(text);
        if (value is { Kind: NodeKind.Call, Parts: [{ Kind: NodeKind.Name, Word: "namespace" or "dict" }, ..] })
        {
            foreach (var field in value.Parts.Where(p => p.Kind is NodeKind.Keyword)) Set($"{name}.{field.Word}", field.Parts[0]);
        }
    }

    /// <summary>Remembers a text that a name or a macro stands for.</summary>
    public void SetText(string name, string text)
    {
        workedOut = new(ReferenceEqualityComparer.Instance);
        if (!known.TryGetValue(name, out var texts)) known[name] = texts = [];
        if (texts.Count < Most) texts.Add(text);
    }

    /// <summary>The texts; none where they are not known.</summary>
    public IReadOnlyList<string> Of(TemplateNode node)
    {
        if (workedOut.TryGetValue(node, out var made)) return made;
        if (work <= 0)
        {
            judgement.NotScanned("the texts that a template puts together are more than are worked out");
            return [];
        }

        made = Worked(node);
        work -= made.Sum(t => t.Length) + 1L;
        return workedOut[node] = made;
    }

    private IReadOnlyList<string> Worked(TemplateNode node) => node.Kind switch
    {
        NodeKind.Text => [node.Word],
        NodeKind.Name => known.GetValueOrDefault(node.Word) ?? [],
        NodeKind.Number => int.TryParse(node.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? [number.ToString(CultureInfo.InvariantCulture)] : [],
        NodeKind.Attribute when node.Parts[0].Kind is NodeKind.Name => known.GetValueOrDefault($"{node.Parts[0].Word}.{node.Word}") ?? [],
        NodeKind.Choice => [.. Of(node.Parts[0]).Concat(Of(node.Parts[2])).Distinct(StringComparer.Ordinal).Take(Most)],
        NodeKind.Binary when node.Word is "~" or "+" => Joined(Of(node.Parts[0]), Of(node.Parts[1])),
        NodeKind.Binary when node.Word == "%" => Made(node.Parts[0], p => Percent(p, Values(node.Parts[1]))),
        NodeKind.Binary when node.Word == "*" && int.TryParse(node.Parts[1].Word, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times <= 64 =>
            Made(node.Parts[0], t => t.Length * times > Longest ? t : string.Concat(Enumerable.Repeat(t, times))),
        NodeKind.Binary when node.Word is "or" or "and" => [.. Of(node.Parts[0]).Concat(Of(node.Parts[1])).Take(Most)],
        NodeKind.Slice => Made(node.Parts[0], t => Sliced(t, node)),
        NodeKind.Index => Picked(node),
        NodeKind.Filter => Applied(node.Word, node.Parts[0], node.Parts.AsSpan(1)),
        NodeKind.Call when node.Parts[0] is { Kind: NodeKind.Name } macro => known.GetValueOrDefault($"{macro.Word}()") ?? [],
        NodeKind.Call when node.Parts[0] is { Kind: NodeKind.Attribute } method => Applied(method.Word, method.Parts[0], node.Parts.AsSpan(1), isMethod: true),
        _ => [],
    };

    private IReadOnlyList<string> Applied(string name, TemplateNode of, ReadOnlySpan<TemplateNode> with, bool isMethod = false)
    {
        switch (name)
        {
            case "lower": return Made(of, t => t.ToLowerInvariant());
            case "upper": return Made(of, t => t.ToUpperInvariant());
            case "swapcase": return Made(of, t => string.Concat(t.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c))));
            case "sum": return Join(of, null);
            case "title" or "capitalize": return Of(of);
            case "trim" or "strip" or "lstrip" or "rstrip": return Made(of, t => t.Trim());
            case "reverse": return Made(of, Reversed);
            case "string" or "safe" or "escape" or "e" or "first" or "list" or "default" or "d" or "encode" or "decode" or "forceescape":
                return Of(of) is { Count: > 0 } same ? same : name is "first" && of.Kind is NodeKind.List && of.Parts.Length > 0 ? Of(of.Parts[0]) : [];
            case "replace" when with.Length >= 2 && Of(with[0]) is [var old, ..] && Of(with[1]) is [var now, ..] && old.Length > 0: return Made(of, t => t.Replace(old, now, StringComparison.Ordinal));
            case "join": return isMethod ? with.Length > 0 ? Join(with[0], of) : [] : Join(of, with.Length > 0 ? with[0] : null);
            case "format" when isMethod && Of(of).Any(HasLayout): return [];
            case "format" when isMethod:
                var values = Values(with);
                return Made(of, t => Braces(t, values));
            case "format":
                var given = Values(with);
                return Made(of, t => Percent(t, given));
            default: return [];
        }
    }

    private IReadOnlyList<string> Made(TemplateNode from, Func<string, string> change) =>
        [.. Of(from).Where(t => t.Length <= Longest && work > 0).Select(change).Where(t => (work -= t.Length) > 0 && t.Length <= Longest)];

    private IReadOnlyList<string> Joined(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        [.. left.SelectMany(l => right.Where(r => l.Length + r.Length <= Longest && work > 0).Select(r => l + r)).Where(t => (work -= t.Length + 1L) > 0).Distinct(StringComparer.Ordinal).Take(Most)];

    // Letters of a text, or a list of pieces.
    private IReadOnlyList<string> Join(TemplateNode pieces, TemplateNode? between)
    {
        var glue = between is null ? "" : Of(between) is [var g, ..] ? g : null;
        if (glue is null) return [];
        if (Keys(pieces) is { } keys) return keys.Sum(k => k.Length + glue.Length) <= Longest ? [string.Join(glue, keys)] : [];
        if (pieces.Kind is not NodeKind.List) return Made(pieces, t => string.Join(glue, t.EnumerateRunes().Select(r => r.ToString())));
        IReadOnlyList<string> made = [""];
        for (var i = 0; i < pieces.Parts.Length; i++) made = Joined(i == 0 ? made : Joined(made, [glue]), Of(pieces.Parts[i]));
        return pieces.Parts.Length > 0 ? made : [];
    }

    // What going over a dictionary gives; null for what is none.
    private List<string>? Keys(TemplateNode node) => node switch
    {
        { Kind: NodeKind.Call, Parts: [{ Kind: NodeKind.Name, Word: "dict" }, ..] } => [.. node.Parts.Where(p => p.Kind is NodeKind.Keyword).Select(p => p.Word)],
        { Kind: NodeKind.Map } => [.. node.Parts.Where((_, i) => i % 2 == 0).SelectMany(p => Of(p).Take(1))],
        _ => null,
    };

    private IReadOnlyList<string> Picked(TemplateNode node)
    {
        if (node.Parts is not [var from, var index]) return [];
        if (from.Kind is NodeKind.Map)
        {
            var key = Of(index);
            for (var i = 0; i + 1 < from.Parts.Length; i += 2) if (Of(from.Parts[i]).Any(key.Contains)) return Of(from.Parts[i + 1]);
            return [];
        }

        if (index.Kind is not NodeKind.Number || !int.TryParse(index.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return [];
        if (from.Kind is NodeKind.List) return at < from.Parts.Length ? Of(from.Parts[at]) : [];
        return [.. Of(from).Where(t => at < t.Length).Select(t => t[at].ToString())];
    }

    private static string Reversed(string text) => new([.. text.Reverse()]);

    private static string Sliced(string text, TemplateNode node)
    {
        var bounds = node.Parts.Skip(1).Select(Bound).ToArray();
        if (bounds.Any(b => b is null)) return text;
        int From(int? at) => Math.Clamp(at < 0 ? text.Length + at.Value : at!.Value, 0, text.Length);
        return node.Word switch
        {
            "::e" when bounds[0] == -1 => Reversed(text),
            "e:" => text[From(bounds[0])..],
            ":e" => text[..From(bounds[0])],
            "e:e" when From(bounds[0]) <= From(bounds[1]) => text[From(bounds[0])..From(bounds[1])],
            "::e" when bounds[0] is > 0 and var step => new([.. text.Where((_, i) => i % step == 0)]),
            _ => text,
        };
    }

    private static int? Bound(TemplateNode node) => node switch
    {
        { Kind: NodeKind.Number } when int.TryParse(node.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) => n,
        { Kind: NodeKind.Unary, Word: "-", Parts: [{ Kind: NodeKind.Number } inner] } when int.TryParse(inner.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) => -n,
        _ => null,
    };

    private List<string> Values(TemplateNode node) => node.Kind is NodeKind.List ? Values(node.Parts) : Values([node]);

    private List<string> Values(ReadOnlySpan<TemplateNode> nodes)
    {
        var values = new List<string>();
        foreach (var node in nodes) values.Add(Of(node.Kind is NodeKind.Keyword ? node.Parts[0] : node) is [var first, ..] ? first : "?");
        return values;
    }

    // `%c` of a number is the letter with that number.
    private static string Percent(string pattern, List<string> values)
    {
        var made = new StringBuilder();
        var next = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%' || i + 1 == pattern.Length) made.Append(pattern[i]);
            else if (pattern[++i] == '%') made.Append('%');
            else if (next < values.Count) made.Append(pattern[i] == 'c' ? Letter(values[next++]) : values[next++]);
        }

        return made.ToString();
    }

    private static string Braces(string pattern, List<string> values)
    {
        var made = new StringBuilder();
        var next = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var close = pattern[i] == '{' ? pattern.IndexOf('}', i) : -1;
            if (close < 0)
            {
                made.Append(pattern[i]);
                continue;
            }

            var field = pattern[(i + 1)..close];
            var index = int.TryParse(field.Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : next++;
            var value = index < values.Count ? values[index] : "?";
            made.Append(field.EndsWith(":c", StringComparison.Ordinal) ? Letter(value) : value);
            i = close;
        }

        return made.ToString();
    }

    // `{:_^8}` lays a value out with letters of its own.
    private static bool HasLayout(string pattern)
    {
        for (var at = pattern.IndexOf('{', StringComparison.Ordinal); at >= 0; at = pattern.IndexOf('{', at + 1))
        {
            var end = pattern.AsSpan(at + 1).IndexOfAny('{', '}');
            if (end > 0 && pattern.AsSpan(at + 1, end) is var field && field.Contains(':') && !field.EndsWith(":c", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static string Letter(string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code < 0xd800 ? ((char)code).ToString() : number;
}
