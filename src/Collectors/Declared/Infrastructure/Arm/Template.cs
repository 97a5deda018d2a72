using System.Globalization;

namespace Plumbline.Collectors.Declared.Infrastructure.Arm;

/// <summary>One template: parameters, variables, and the expressions between brackets.</summary>
internal sealed class Template(MapTerm root)
{
    private const int Deepest = 64;
    private readonly Budget budget = new();
    private readonly HashSet<string> reading = new(StringComparer.OrdinalIgnoreCase);
    private int depth;
    private bool naming;

    /// <summary>True where there was more to evaluate than is.</summary>
    public bool IsCut => budget.IsSpent;

    /// <summary>A value with its expressions evaluated as far as they can be.</summary>
    public Term Of(Term term)
    {
        if (depth > Deepest || !budget.Spend()) return Term.Open(ArmFunctions.Spent, term.Line);
        depth++;
        var value = term switch
        {
            TextTerm { Text: ['[', not '[', .., ']'] } text => Expression(text),
            TextTerm { Text: ['[', '[', ..] } text => text with { Text = text.Text[1..] },
            MapTerm map => new MapTerm([.. map.Entries.Select(e => new KeyValuePair<string, Term>(e.Key, Of(e.Value)))], map.Line),
            ListTerm list => new ListTerm([.. list.Items.Select(Of)], list.Line),
            _ => term,
        };
        depth--;
        return value;
    }

    /// <summary>A name: what of it cannot be known is written in parentheses, so that it names one thing all the same.</summary>
    public string Name(Term? term)
    {
        if (term is null) return "()";
        naming = true;
        var name = Of(term);
        naming = false;
        return Placed(name).AsText ?? "()";
    }

    /// <summary>A part of a name: one that cannot be known is written in parentheses.</summary>
    public static Term Placed(Term term) => term is OpenTerm open ? Term.Of($"({open.Why})") : term;

    private Term Expression(TextTerm text)
    {
        var reader = new Reader(text.Text[1..^1]);
        var value = Value(reader, 0);
        return (reader.IsEnd ? value : Term.Open(text.Text)) is var found && found is MapTerm or ListTerm ? found : found with { Line = text.Line };
    }

    private Term Value(Reader reader, int nested)
    {
        if (nested > Deepest) return Term.Open("a deeper expression than is read");
        reader.Skip();
        if (reader.Text() is { } literal) return Term.Of(literal);
        if (reader.Number() is { } number) return Term.Of(number);
        if (reader.Name() is not { } name || !reader.Take('(')) return Term.Open("an expression");
        var args = new List<Term>();
        for (reader.Skip(); !reader.Take(')'); reader.Skip())
        {
            if (reader.IsEnd) return Term.Open("an expression");
            args.Add(Value(reader, nested + 1));
            reader.Skip();
            _ = reader.Take(',');
        }

        var value = Call(name.ToLowerInvariant(), args);
        while (reader.Step() is { } step) value = value is MapTerm map ? map[step] ?? Term.Open(step) : value is OpenTerm ? value : Term.Open(step);
        return value;
    }

    private Term Call(string name, List<Term> args) => (name, args) switch
    {
        ("parameters", [TextTerm p]) => Parameter(p.Text),
        ("variables", [TextTerm v]) => Once("variables." + v.Text, (root["variables"] as MapTerm)?[v.Text]),
        ("concat" or "format", _) when naming => ArmFunctions.Call(name, [.. args.Select(a => a is OpenTerm ? Placed(a) : a)], budget),
        _ => ArmFunctions.Call(name, args, budget),
    };

    private Term Parameter(string name)
    {
        var parameter = (root["parameters"] as MapTerm)?.Entries.FirstOrDefault(e => e.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value as MapTerm;
        return Once("parameters." + name, parameter?["defaultValue"]);
    }

    private Term Once(string name, Term? value)
    {
        if (value is null || !reading.Add(name)) return Term.Open(name.Replace('.', ' ').Replace("parameters", "parameter", StringComparison.Ordinal).Replace("variables", "variable", StringComparison.Ordinal));
        var wasNaming = naming;
        naming = false;
        var found = Of(value);
        naming = wasNaming;
        reading.Remove(name);
        // Two names that hang on the same hash differ by the variable that holds them.
        return found is OpenTerm { IsSet: true } open && name.StartsWith("variables.", StringComparison.Ordinal) ? open with { Why = "variable " + name[10..] } : found;
    }

    private sealed class Reader(string text)
    {
        private int at;

        public bool IsEnd
        {
            get
            {
                Skip();
                return at >= text.Length;
            }
        }

        private char Here => at < text.Length ? text[at] : '\0';

        public void Skip()
        {
            while (char.IsWhiteSpace(Here)) at++;
        }

        public bool Take(char c)
        {
            Skip();
            if (Here != c) return false;
            at++;
            return true;
        }

        public string? Text()
        {
            if (Here != '\'') return null;
            var into = new System.Text.StringBuilder();
            for (at++; at < text.Length; at++)
            {
                if (text[at] == '\'' && (++at >= text.Length || text[at] != '\'')) break;   // two quotes are one
                into.Append(text[at]);
            }

            return into.ToString();
        }

        public double? Number()
        {
            var start = at;
            while (char.IsAsciiDigit(Here) || (at == start && Here == '-')) at++;
            if (double.TryParse(text.AsSpan(start, at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
            at = start;
            return null;
        }

        public string? Name()
        {
            var start = at;
            while (char.IsAsciiLetterOrDigit(Here) || Here is '_' or '.') at++;
            return at > start ? text[start..at] : null;
        }

        // `.name` and `['name']` behind a call.
        public string? Step()
        {
            if (Here == '.')
            {
                at++;
                return Name();
            }

            if (Here != '[') return null;
            at++;
            var key = Text() ?? Name();
            _ = Take(']');
            return key;
        }
    }
}
