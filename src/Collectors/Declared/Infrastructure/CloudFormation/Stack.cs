using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Declared.Infrastructure.CloudFormation;

/// <summary>One template: its parameters, mappings and conditions, and its resources with functions resolved as far as they can be.</summary>
internal sealed partial class Stack(string file, MapTerm root, MapTerm resources)
{
    private const int Deepest = 100;
    private const int MostSteps = 400_000;
    private const int LongestText = 1 << 20;
    private readonly Dictionary<string, Term> conditions = new(StringComparer.Ordinal);
    private readonly HashSet<string> reading = new(StringComparer.Ordinal);
    private int depth;
    private int steps;

    /// <summary>The resources that are made; one whose condition is not known may be.</summary>
    public IEnumerable<Resource> Resources()
    {
        foreach (var (id, term) in resources.Entries)
        {
            if (term is not MapTerm resource || resource["Type"]?.AsText is not { } type) continue;
            if (resource["Condition"]?.AsText is { } condition && Condition(condition).AsFlag == false) continue;
            var properties = Of(Globals.With(root, type, resource["Properties"] ?? Term.Null)) as MapTerm ?? new MapTerm([], resource.Line);
            yield return new Resource(Sources.CloudFormation, "cloudformation:" + file, type, id, id, properties, file, resource.Line, default);
        }
    }

    /// <summary>A value with its functions resolved.</summary>
    public Term Of(Term term)
    {
        if (depth > Deepest || ++steps > MostSteps) return Term.Open("more than is evaluated", term.Line);
        depth++;
        var value = term switch
        {
            MapTerm { Entries: [var (name, argument)] } map when name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal) => Function(name, argument) is var found && found is MapTerm or ListTerm ? found : found with { Line = map.Line },
            MapTerm map => new MapTerm([.. map.Entries.Select(e => new KeyValuePair<string, Term>(e.Key, Of(e.Value))).Where(e => e.Value is not NullTerm)], map.Line),
            ListTerm list => new ListTerm([.. list.Items.Select(Of).Where(i => i is not NullTerm)], list.Line),
            _ => term,
        };
        depth--;
        return value;
    }

    private Term Function(string name, Term argument) => name switch
    {
        "Ref" => Ref(argument.AsText ?? "", argument.Line),
        "Fn::GetAtt" => Attribute(argument),
        "Fn::Sub" => Substitute(argument),
        "Fn::Join" => Join(Of(argument)),
        "Fn::If" => If(argument),
        "Fn::FindInMap" => Find(Of(argument)),
        "Fn::Select" => Select(Of(argument)),
        "Fn::Split" => Split(Of(argument)),
        "Fn::ImportValue" => Term.Open($"the export {Describe(Of(argument))}", argument.Line),
        "Fn::ToJsonString" => Jsons.Encode(Of(argument)),
        "Fn::Equals" or "Fn::And" or "Fn::Or" or "Fn::Not" => Test(new MapTerm([new(name, argument)], argument.Line)),
        _ => Term.Open(name, argument.Line),
    };

    private static string Describe(Term term) => term.AsText is { } text ? $"`{text}`" : "of another stack";

    // What the stack is told when it is made is not known; what it makes is there, although not by which id.
    private Term Ref(string name, int line)
    {
        if (name == "AWS::NoValue") return Term.Null;
        if (name.StartsWith("AWS::", StringComparison.Ordinal)) return new OpenTerm(name, [], IsSet: true, line);
        if ((root["Parameters"] as MapTerm)?[name] is MapTerm parameter) return Parameter(name, parameter, line);
        return resources[name] is null ? Term.Open($"`{name}`", line) : new OpenTerm(name, [name], IsSet: true, line);
    }

    private static Term Parameter(string name, MapTerm parameter, int line)
    {
        var type = parameter["Type"]?.AsText ?? "String";
        if (type.StartsWith("AWS::SSM::", StringComparison.Ordinal) || parameter["Default"] is not { } value || value is NullTerm) return Term.Open($"parameter {name}", line);
        return type is "CommaDelimitedList" || type.StartsWith("List<", StringComparison.Ordinal)
            ? new ListTerm([.. (value.AsText ?? "").Split(',', StringSplitOptions.TrimEntries).Select(t => Term.Of(t, line))], line)
            : value;
    }

    private OpenTerm Attribute(Term argument)
    {
        var path = argument is ListTerm list ? string.Join('.', list.Items.Select(i => i.AsText)) : argument.AsText ?? "";
        var id = path.Split('.')[0];
        return new OpenTerm(path, [id], IsSet: resources[id] is not null, argument.Line);
    }

    private Term Substitute(Term argument)
    {
        var (text, given) = argument is ListTerm { Items: [var first, MapTerm map] } ? (first.AsText, map) : (argument.AsText, null);
        if (text is null) return Term.Open("Fn::Sub", argument.Line);
        var result = new StringBuilder();
        var unknown = new List<OpenTerm>();
        var at = 0;
        foreach (Match match in Variables().Matches(text))
        {
            if (result.Length > LongestText) return Term.Open("a longer text than is kept", argument.Line);
            result.Append(text, at, match.Index - at);
            at = match.Index + match.Length;
            var name = match.Groups[1].Value.Trim();
            if (name.StartsWith('!')) result.Append("${").Append(name, 1, name.Length - 1).Append('}');
            else if (Value(name, given, argument.Line) is var value && value.AsText is { } known) result.Append(known);
            else unknown.Add(value as OpenTerm ?? Term.Open(name));
        }

        result.Append(text, at, text.Length - at);
        if (unknown.Count == 0) return Term.Of(result.ToString(), argument.Line);
        return new OpenTerm(unknown[0].Why, [.. unknown.SelectMany(u => u.Refs).Distinct()], result.ToString().Trim().Length > 0 || unknown.Exists(u => u.IsSet), argument.Line) { HasText = OpenTerm.Says(result.ToString()) };
    }

    private Term Value(string name, MapTerm? given, int line)
    {
        if (given?[name] is { } own) return Of(own);
        return name.Contains('.', StringComparison.Ordinal) ? Attribute(Term.Of(name, line)) : Ref(name, line);
    }

    private static Term Join(Term argument)
    {
        if (argument is not ListTerm { Items: [var by, ListTerm parts] }) return argument.Unknown ?? Term.Open("Fn::Join");
        var open = parts.Items.OfType<OpenTerm>().ToList();
        if (parts.Items.Sum(p => (long)(p.AsText ?? "").Length + (by.AsText ?? "").Length) > LongestText) return Term.Open("a longer text than is kept", argument.Line);
        if (open.Count == 0) return Term.Of(string.Join(by.AsText, parts.Items.Select(p => p.AsText)), argument.Line);
        return new OpenTerm(open[0].Why, [.. open.SelectMany(o => o.Refs).Distinct()], IsSet: true, argument.Line) { HasText = parts.Items.Any(p => p.AsText is { } said && OpenTerm.Says(said)) };
    }

    private Term If(Term argument)
    {
        if (argument is not ListTerm { Items: [var name, var then, var otherwise] }) return Term.Open("Fn::If");
        var condition = Condition(name.AsText ?? "");
        if (condition.AsFlag is { } known) return Of(known ? then : otherwise);
        var (a, b) = (Of(then), Of(otherwise));
        return Term.Same(a, b) ? a : new OpenTerm((condition as OpenTerm)?.Why ?? $"condition {name.AsText}", [.. Refs(a).Concat(Refs(b)).Distinct()], IsSet(a) && IsSet(b), argument.Line);
    }

    private static ImmutableArray<string> Refs(Term term) => term is OpenTerm open ? open.Refs : [];

    private static bool IsSet(Term term) => term is OpenTerm open ? open.IsSet : term.AsText is { Length: > 0 };

    private Term Find(Term argument)
    {
        if (argument is not ListTerm { Items: [var map, var first, var second, ..] }) return argument.Unknown ?? Term.Open("Fn::FindInMap");
        if (new[] { map, first, second }.OfType<OpenTerm>().FirstOrDefault() is { } open) return open with { IsSet = false };
        return ((root["Mappings"] as MapTerm)?[map.AsText!] as MapTerm)?[first.AsText ?? ""] is MapTerm row && row[second.AsText ?? ""] is { } found
            ? found : Term.Open($"the mapping `{map.AsText}`", argument.Line);
    }

    private static Term Select(Term argument) =>
        argument is ListTerm { Items: [var index, ListTerm list] } && double.TryParse(index.AsText, System.Globalization.CultureInfo.InvariantCulture, out var n) && n >= 0 && n < list.Items.Length
            ? list.Items[(int)n] : argument.Unknown is { } open ? open with { IsSet = false } : Term.Open("Fn::Select");

    private static Term Split(Term argument) => argument is ListTerm { Items: [TextTerm { Text.Length: > 0 } by, TextTerm text] }
        ? new ListTerm([.. text.Text.Split(by.Text).Select(t => Term.Of(t, text.Line))], text.Line)
        : argument.Unknown is { } open ? open with { IsSet = false } : Term.Open("Fn::Split");

    private Term Condition(string name)
    {
        if (conditions.TryGetValue(name, out var known)) return known;
        if ((root["Conditions"] as MapTerm)?[name] is not { } condition || !reading.Add(name)) return Term.Open($"condition {name}");
        var value = Test(condition);
        reading.Remove(name);
        return conditions[name] = value;
    }

    private Term Test(Term term)
    {
        if (term is not MapTerm { Entries: [var (name, argument)] }) return term;
        if (name == "Condition") return Condition(argument.AsText ?? "");
        if (argument is not ListTerm { Items: var items } || depth > Deepest) return Term.Open(name, term.Line);
        depth++;
        Term value = name switch
        {
            "Fn::Equals" when items is [var left, var right] => Equal(Of(left), Of(right)),
            "Fn::Not" when items is [var one] => Test(one) is var t && t.AsFlag is { } flag ? Term.Of(!flag) : t,
            "Fn::And" => Settle(items, false),
            "Fn::Or" => Settle(items, true),
            _ => Of(term),
        };
        depth--;
        return value;
    }

    // What is certainly there is not the empty text.
    private static Term Equal(Term left, Term right)
    {
        var open = left.Unknown ?? right.Unknown;
        if (open is { IsSet: true } && (left is TextTerm { Text: "" } || right is TextTerm { Text: "" })) return Term.Of(false);
        if (open is null) return Term.Of(Term.Same(left, right));
        return Term.Open(open.Why, open.Line);
    }

    private Term Settle(ImmutableArray<Term> items, bool settling)
    {
        var tests = items.Select(Test).ToList();
        if (tests.Exists(t => t.AsFlag == settling)) return Term.Of(settling);
        return tests.Find(t => t.AsFlag is null) ?? Term.Of(!settling);
    }

    [GeneratedRegex(@"\$\{([^}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variables();
}
