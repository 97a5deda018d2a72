using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>What branches and loops say of what stands in them.</summary>
internal sealed partial class Machine
{
    private const int ManyTimes = 10_000;
    private const int ManyElements = 1_000_000;
    private readonly Dictionary<Expression, (string Name, Checks Checks, Expression? Unless)[]> decided = new(ReferenceEqualityComparer.Instance);
    private static readonly HashSet<string> Contains = new(StringComparer.Ordinal) { "is_relative_to", "commonpath", "startswith", "startsWith", "commonprefix", "relative_to", "relative" };
    private static readonly HashSet<string> Matches = new(StringComparer.Ordinal) { "fullmatch", "match", "isdigit", "isalnum", "isidentifier", "isalpha", "isnumeric", "test", "isdecimal", "isInteger", "safeParse" };
    private static readonly HashSet<string> Unrelated = new(StringComparer.Ordinal) { "len", "isinstance", "exists", "isfile", "isdir", "is_file", "is_dir", "existsSync", "any", "all", "bool", "str", "lower", "upper", "strip", "endswith", "endsWith", "includes", "hasattr", "get", "print", "trim", "search", "toLowerCase", "keys", "values" };

    // A condition that leaves where it holds says something of the names in it afterwards.
    private void Guard(Expression condition, Frame frame)
    {
        foreach (var (name, checks) in Decided(condition, frame))
            if (frame.Names.TryGetValue(name, out var value)) frame.Names[name] = value.With(checks);
    }

    /// <summary>What the conditions around a step say of a name.</summary>
    private Checks ChecksOf(string name, Frame frame)
    {
        if (frame.Block < 0) return Checks.None;
        var checks = Checks.None;
        foreach (var block in StepsOf(frame.File).Around(frame.Block))
        {
            if (block is not { Kind: BlockKind.If, Condition: { } condition }) continue;
            foreach (var (of, how) in Decided(condition, frame)) if (of == name) checks |= how;
        }

        return checks;
    }

    // What a condition says of names is read once; whether a list is the caller's own is asked each time.
    private IEnumerable<(string Name, Checks Checks)> Decided(Expression condition, Frame frame)
    {
        if (!decided.TryGetValue(condition, out var all)) decided[condition] = all = [.. Read(condition)];
        foreach (var (name, checks, unless) in all) if (unless is null || !IsGiven(unless, frame)) yield return (name, checks);
    }

    private static IEnumerable<(string Name, Checks Checks, Expression? Unless)> Read(Expression condition)
    {
        foreach (var part in Trees.Walk.Of(condition))
        {
            if (part is Other { Mark: "in" or "not in", Inner: [var left, var right] } && Rooted(left) is { } asked && right is not Text) yield return (asked, Checks.Listed, right);
            if (part is Other { Mark: "==" or "===" or "!=" or "!==", Inner: [var one, Text]} && Rooted(one) is { } equal && one is Name) yield return (equal, Checks.Listed, null);
            if (part is not Call call) continue;
            var name = call.Callee switch { Name plain => plain.Value, Member member => member.Value, _ => "" };
            var subjects = call.Arguments.Select(a => Rooted(a.Value)).Append(call.Callee is Member { Of: var of } ? Rooted(of) : null).OfType<string>().ToList();
            if (Contains.Contains(name)) foreach (var subject in subjects) yield return (subject, Checks.Contained, null);
            else if (Matches.Contains(name)) foreach (var subject in subjects) yield return (subject, Checks.Listed, null);
            else if (name is "includes" or "has" && call.Arguments is [{ Value: var held }] && Rooted(held) is { } item) yield return (item, Checks.Listed, null);
            else if (!Unrelated.Contains(name)) foreach (var argument in call.Arguments) if (Rooted(argument.Value) is { } judged) yield return (judged, Checks.Judged, null);
        }
    }

    private static bool IsGiven(Expression expression, Frame frame) => Rooted(expression) is { } name && frame.Names.TryGetValue(name, out var value) && value.Taints.Any(t => t.Source is SourceKind.Parameter or SourceKind.Argument);

    private static string? Rooted(Expression expression)
    {
        for (var rounds = 0; rounds < 12; rounds++)
        {
            switch (expression)
            {
                case Name name: return name.Value;
                case Member member: expression = member.Of; break;
                case Call { Callee: Member callee, Arguments: var given }: expression = given.Length > 0 && callee.Of is Name { Value: "os" or "path" or "re" } ? given[^1].Value : callee.Of; break;
                case Call { Callee: Name, Arguments: [var first, ..] }: expression = first.Value; break;
                case Indexed indexed: expression = indexed.Of; break;
                default: return null;
            }
        }

        return null;
    }

    // Work without an end, or as often as a caller says.
    private void Exhausted(DeedKind kind, Site site)
    {
        if (kind is DeedKind.Exhausts or DeedKind.Answers || site.Frame.Block < 0) return;
        foreach (var block in StepsOf(site.Frame.File).Around(site.Frame.Block))
        {
            if (block is not { Kind: BlockKind.Loop, Condition: { } condition }) continue;
            if (condition is Call { Callee: Name { Value: "range" }, Arguments: [.., var last] } && kind is DeedKind.RunsCommand or DeedKind.WritesFile or DeedKind.SendsNetwork or DeedKind.StopsProcesses or DeedKind.OpensListener)
            {
                var amount = Evaluate(last.Value, site.Frame);
                if (amount.Texts.Any(t => long.TryParse(t, out var times) && times >= ManyTimes)) Repeated(site, block.Line, amount, []);
                else if (amount.Taints.Any()) Repeated(site, block.Line, amount, Into(amount, SinkKind.Amount));
            }
        }
    }

    // `for i in range(10000000)`, whatever is done in it.
    private void Looped(int at, Frame frame)
    {
        if (StepsOf(frame.File)[at] is not { Kind: BlockKind.Loop, Condition: Call { Callee: Name { Value: "range" }, Arguments: [.., var last] } } block) return;
        if (last.Value is Literal { Value: var times } && long.TryParse(times.Replace("_", "", StringComparison.Ordinal), out var amount) && amount >= ManyElements)
            Ledger.Add(new Deed(DeedKind.Exhausts, frame.File.Path, block.Line, "range", times, frame.Scope, frame.Tool));
    }

    // A function that calls itself whatever it is given.
    private void Endless(int from)
    {
        foreach (var (definition, _) in running.Skip(from))
        {
            if (fileOf(definition) is not { } file || StepsOf(file).In(definition.Inside).Any(s => StepsOf(file).Around(s.Block).Any(b => b.Kind is not (BlockKind.Try or BlockKind.Handler)))) return;
            if (StepsOf(file).In(definition.Inside).Any(s => Trees.Walk.Of(s.Value ?? s.Binding?.Value ?? new Other([], 0)).Any(e => e is Choice))) return;
        }

        var (last, _) = running[^1];
        Ledger.Add(new Deed(DeedKind.Exhausts, fileOf(last)!.Path, last.Line, last.Name, "", last.Inside, ""));

        SourceFile? fileOf(Definition definition) => files.FirstOrDefault(f => ReferenceEquals(f.Around(definition.Inside), definition));
    }

    private void Repeated(Site site, int line, Value amount, IEnumerable<Flow> flows) => Ledger.Add(
        new Deed(DeedKind.Exhausts, site.Frame.File.Path, line, "repeated", amount.Shown(), site.Frame.Scope, site.Frame.Tool) { Flows = [.. flows.Distinct()], IsQuiet = IsQuiet(site.Frame) });
}
