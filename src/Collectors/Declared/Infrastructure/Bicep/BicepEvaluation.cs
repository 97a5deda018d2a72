using System.Collections.Immutable;
using Plumbline.Collectors.Declared.Infrastructure.Arm;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Values of expressions, as far as they are known before anything is deployed.</summary>
public sealed class BicepEvaluation
{
    private readonly Dictionary<string, Declaration> symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Term> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> reading = new(StringComparer.Ordinal);
    private readonly BicepGiven given;
    private readonly Budget budget;
    private readonly BicepDoors doors;
    private Dictionary<string, Term> locals = new(StringComparer.Ordinal);

    /// <summary>The expressions of one call of a file.</summary>
    /// <param name="declarations">What the file declares.</param>
    /// <param name="given">What its parameters are given.</param>
    /// <param name="budget">What the whole root may cost.</param>
    /// <param name="prefix">What addresses begin with.</param>
    /// <param name="doors">What lies outside the file.</param>
    public BicepEvaluation(IReadOnlyList<Declaration> declarations, BicepGiven given, Budget budget, string prefix, BicepDoors doors)
    {
        foreach (var declaration in declarations.Where(d => d.Kind is "param" or "var" or "resource" or "module")) symbols.TryAdd(declaration.Name, declaration);
        (this.given, this.budget, this.doors) = (given, budget, doors);
        Places = new BicepPlaces(this, symbols, prefix, budget);
        Defaults = new BicepDefaults(symbols, given);
    }

    /// <summary>Where the resources stand.</summary>
    internal BicepPlaces Places { get; }

    /// <summary>What hangs on values that nobody gives.</summary>
    internal BicepDefaults Defaults { get; }

    /// <summary>The value of an expression.</summary>
    public Term Of(Node node)
    {
        if (!budget.Spend() || !budget.Enter()) return Term.Open(ArmFunctions.Spent, node.Line);
        var value = node switch
        {
            LiteralNode literal => literal.Value,
            TextNode text => Text(text),
            NameNode name => Name(name.Name, name.Line),
            AccessNode access => Access(access),
            CallNode { Of: null or NameNode { Name: "az" or "sys" } } call => Call(call),
            CallNode call => new OpenTerm($"{call.Name}()", [], IsSet: true, call.Line),
            OperatorNode operation => Operation(operation),
            ChoiceNode choice => Choice(Of(choice.Condition), choice),
            ObjectNode map => Map(map),
            ListNode list => new ListTerm([.. list.Items.Select(Of)], list.Line),
            LoopNode loop => Loop(loop),
            IfNode branch => Of(branch.Body),
            _ => Term.Open("an expression", node.Line),
        };
        budget.Leave();
        return value is MapTerm or ListTerm ? value : value with { Line = node.Line };
    }

    /// <summary>A value for another file, whose lines are not this one's.</summary>
    public Term Abroad(Term term) => budget.Spend(term.Extent.Size) ? Jsons.Unlined(term) : Term.Open(ArmFunctions.Spent);

    /// <summary>What a condition stands before, and the condition.</summary>
    public (Node Body, Term Condition) Unwrap(Node node) => node is IfNode branch ? (branch.Body, Of(branch.Condition)) : (node, Term.Of(true));

    /// <summary>What a condition stands before, whatever the condition.</summary>
    public static Node Unwrapped(Node node) => node is IfNode branch ? branch.Body : node;

    /// <summary>The turns of a loop; one with unknown values where its list is not known.</summary>
    public IEnumerable<(Term Item, Term Index)> Items(LoopNode loop) => Of(loop.Source) is ListTerm list
        ? list.Items.Select((item, i) => (item, (Term)Term.Of(i))) : [(Term.Open($"an item of a loop over {Described(loop.Source)}", loop.Line), Term.Open("the index of a loop", loop.Line))];

    /// <summary>One turn of a loop, until it is disposed of.</summary>
    public IDisposable With(LoopNode loop, Term item, Term index) => With(loop.Index is { } name ? [(loop.Item, item), (name, index)] : [(loop.Item, item)]);

    /// <summary>Values of names beside those there are, until they are disposed of.</summary>
    internal IDisposable With(IEnumerable<(string Name, Term Value)> values)
    {
        var inner = new Dictionary<string, Term>(locals, StringComparer.Ordinal);
        foreach (var (name, value) in values) inner[name] = value;
        return new Scope(this, inner);
    }

    /// <summary>True where a loop that is being gone through, or a function, has given this name a meaning of its own.</summary>
    internal bool IsLocal(string name) => locals.ContainsKey(name);

    /// <summary>Outside all loops, until it is disposed of.</summary>
    public IDisposable Alone() => new Scope(this, new Dictionary<string, Term>(StringComparer.Ordinal));

    /// <summary>An expression in a few words.</summary>
    internal static string Described(Node node) => node switch
    {
        NameNode name => $"`{name.Name}`",
        AccessNode { Key: LiteralNode { Value.AsText: { } key } } access => $"{Described(access.Of).Trim('`')}.{key}",
        CallNode call => $"{call.Name}()",
        _ => "an expression",
    };

    private Term Name(string name, int line)
    {
        if (locals.TryGetValue(name, out var local)) return local;
        if (known.TryGetValue(name, out var value)) return value;
        if (!symbols.TryGetValue(name, out var declaration) || !reading.Add(name)) return Term.Open($"`{name}`", line);
        using (Alone())
        {
            value = declaration.Kind switch
            {
                "param" => given[name] ?? (declaration.Value is { } standard ? Of(standard) : declaration.IsNullable || given.Values.ContainsKey(name) ? Term.Null : Term.Open($"parameter {name}", line)),
                "var" => Of(declaration.Value!) is var set && set is OpenTerm { IsSet: true } open ? open with { Why = $"variable {name}" } : set,
                "resource" when Places.Target(new NameNode(name, line)) is { } place => new OpenTerm(name, place.Refs, IsSet: true, line),
                _ => new OpenTerm(name, declaration.Kind == "resource" ? [Places.Handle(name)] : [], IsSet: true, line),
            };
        }

        reading.Remove(name);
        return known[name] = value;
    }

    private Term Call(CallNode call)
    {
        var name = call.Name.ToLowerInvariant();
        if (name is "loadjsoncontent" or "loadtextcontent" && call.Arguments is [LiteralNode { Value: TextTerm path }]) return doors.Load(name, path.Text) ?? Term.Open($"{call.Name}({path.Text})");
        return call.Arguments.Any(a => a is LambdaNode) ? new BicepLambdas(this, budget).Call(name, call.Arguments) ?? Term.Open(call.Name + "()") : ArmFunctions.Call(name, [.. call.Arguments.Select(Of)], budget);
    }

    private Term Access(AccessNode access)
    {
        if (Places.Target(access) is { } item) return new OpenTerm(item.Name, item.Refs, IsSet: true, access.Line);
        var key = Of(access.Key);
        if (key.AsText is { } name && access.Of is AccessNode { Key: LiteralNode { Value: TextTerm { Text: "outputs" } } } outputs && Module(outputs.Of) is var (module, index))
            return doors.Output(module, index, name) ?? Term.Open($"output {name} of module {module.Name}", access.Line);
        if (key.AsText == "name" && Places.Target(access.Of) is { } target)
            return target.IsKnown ? Term.Of(target.Name[(target.Name.LastIndexOf('/') + 1)..]) : new OpenTerm($"{Described(access.Of).Trim('`')}.name", target.Refs, IsSet: true, access.Line) { Names = target.Refs[0] };
        return Of(access.Of) switch
        {
            NullTerm when IsSafe(access) => Term.Null,
            MapTerm map when key.AsText is { } of => budget.Spend(map.Entries.Length / 64) ? Within(map, of) : Term.Open(ArmFunctions.Spent),
            ListTerm list when key is NumberTerm { Number: var at } => Within(list, access.IsFromEnd ? list.Items.Length - at : at, access),
            OpenTerm open => open.IsSet || open.Refs.Length > 0 ? open with { Why = $"{open.Why}.{key.AsText}", Names = null } : open,
            _ => (key as OpenTerm)?.Why is { } why ? Term.Open(why, access.Line) : Term.Open(Described(access), access.Line),
        };
    }

    private static Term Within(MapTerm map, string key) =>
        map[key] ?? map.Entries.FirstOrDefault(e => e.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value ?? map[MapTerm.Rest] ?? Term.Null;

    private static Term Within(ListTerm list, double at, AccessNode access) =>
        at >= 0 && at < list.Items.Length ? list.Items[(int)at] : access.IsSafe ? Term.Null : Term.Open(Described(access), access.Line);

    // Of a chain that begins to be careful, the rest is nothing where one part is.
    private static bool IsSafe(AccessNode access)
    {
        for (Node? node = access; node is AccessNode next; node = next.Of) if (next.IsSafe) return true;
        return false;
    }

    private (Declaration Module, Term? Index)? Module(Node node)
    {
        var index = node is AccessNode access ? Of(access.Key) : null;
        return (index is null ? node : ((AccessNode)node).Of) is NameNode { Name: var name } && symbols.GetValueOrDefault(name) is { Kind: "module" } module ? (module, index) : null;
    }

    private Term Text(TextNode text)
    {
        var parts = text.Parts.Select(Of).ToList();
        if (parts.TrueForAll(p => p.AsText is not null)) return ArmFunctions.Call("concat", parts, budget);
        var open = parts.OfType<OpenTerm>().ToList();
        if (open.Count == 0) return Term.Open("a text with something else in it", text.Line);
        var only = open.Count == 1 && parts.TrueForAll(p => p is OpenTerm || p.AsText is "") ? open[0].Names : null;
        return new OpenTerm(open[0].Why, [.. open.SelectMany(o => o.Refs).Distinct()], parts.Exists(p => p.AsText is { Length: > 0 } || p is OpenTerm { IsSet: true }), text.Line) { Names = only };
    }

    private Term Choice(Term condition, ChoiceNode choice)
    {
        if (condition.AsFlag is { } flag) return Of(flag ? choice.Then : choice.Otherwise);
        var (a, b) = (Of(choice.Then), Of(choice.Otherwise));
        if (budget.Spend(Math.Min(a.Extent.Size, b.Extent.Size) / 16) && Term.Same(a, b)) return a;
        return new OpenTerm((condition as OpenTerm)?.Why ?? "a condition", [.. Refs(a).Concat(Refs(b)).Distinct()], IsSet(a) && IsSet(b), choice.Line);
    }

    private static ImmutableArray<string> Refs(Term term) => term is OpenTerm open ? open.Refs : [];

    private static bool IsSet(Term term) => term is OpenTerm open ? open.IsSet : term.AsText is { Length: > 0 } or not null && term is not (NullTerm or TextTerm { Text: "" });

    private Term Operation(OperatorNode operation)
    {
        var left = Of(operation.Left);
        if (operation.Right is null) return operation.Operator == "!" ? Call("not", left) : left is NumberTerm n ? Term.Of(-n.Number) : left;
        var right = Of(operation.Right);
        return operation.Operator switch
        {
            "==" => Call("equals", left, right),
            "!=" => Call("not", Call("equals", left, right)),
            "=~" => Call("equals", Call("tolower", left), Call("tolower", right)),
            "!~" => Call("not", Call("equals", Call("tolower", left), Call("tolower", right))),
            "&&" => Call("and", left, right),
            "||" => Call("or", left, right),
            "??" => left is OpenTerm ? left : Call("coalesce", left, right),
            _ when left is NumberTerm a && right is NumberTerm b => Arithmetic(operation.Operator, a.Number, b.Number),
            _ => left as OpenTerm ?? right as OpenTerm ?? Term.Open($"`{operation.Operator}`"),
        };
    }

    private Term Call(string name, params List<Term> args) => ArmFunctions.Call(name, args, budget);

    private static Term Arithmetic(string sign, double a, double b) => sign switch
    {
        "+" => Term.Of(a + b),
        "-" => Term.Of(a - b),
        "*" => Term.Of(a * b),
        "/" when b != 0 => Term.Of(Math.Truncate(a / b)),
        "%" when b != 0 => Term.Of(a % b),
        "<" => Term.Of(a < b),
        "<=" => Term.Of(a <= b),
        ">" => Term.Of(a > b),
        ">=" => Term.Of(a >= b),
        _ => Term.Open($"`{sign}`"),
    };

    // What is spread and not known may set anything that is not said behind it; a key that is not known may be any that is not said.
    private MapTerm Map(ObjectNode map)
    {
        var all = new MapTerm([], map.Line);
        var run = new List<KeyValuePair<string, Term>>();
        foreach (var (key, node) in map.Entries)
        {
            var value = Of(node);
            if (key is null)
            {
                all = Joined(all, run);
                if (value is not (MapTerm or NullTerm)) all = new MapTerm([new(MapTerm.Rest, value as OpenTerm ?? Term.Open("what is spread", map.Line))], map.Line);
                else if (value is MapTerm spread && budget.Spend((all.Entries.Length + spread.Entries.Length) / 8)) all = ArmCollections.Merged(all, spread);
                continue;
            }

            var name = key is LiteralNode { Value: TextTerm { Text: var literal } } ? literal : Of(key).AsText;
            run.Add(name is null ? new(MapTerm.Rest, Term.Open("a key that is not known", key.Line)) : new(name, value is MapTerm or ListTerm ? value with { Line = key.Line } : value));
        }

        return Joined(all, run);
    }

    // What is said later counts; the keys that were there stay where they were.
    private static MapTerm Joined(MapTerm all, List<KeyValuePair<string, Term>> run)
    {
        if (run.Count == 0) return all;
        var last = run.Select((e, i) => (e.Key, i)).GroupBy(e => e.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().i, StringComparer.Ordinal);
        var joined = all with { Entries = [.. all.Entries.Where(e => !last.ContainsKey(e.Key)), .. run.Where((e, i) => last[e.Key] == i)] };
        run.Clear();
        return joined;
    }

    private Term Loop(LoopNode loop)
    {
        if (Of(loop.Source) is not ListTerm list) return Term.Open($"a loop over {Described(loop.Source)}", loop.Line);
        var items = ImmutableArray.CreateBuilder<Term>();
        for (var i = 0; i < list.Items.Length && !budget.IsSpent; i++)
        {
            using var turn = With(loop, list.Items[i], Term.Of(i));
            var (body, condition) = Unwrap(loop.Body);
            if (condition.AsFlag is null) return Term.Open((condition as OpenTerm)?.Why ?? "a condition in a loop", loop.Line);
            if (condition.AsFlag == true) items.Add(Of(body));
        }

        return budget.IsSpent ? Term.Open(ArmFunctions.Spent, loop.Line) : new ListTerm(items.DrainToImmutable(), loop.Line);
    }

    private sealed class Scope : IDisposable
    {
        private readonly BicepEvaluation of;
        private readonly Dictionary<string, Term> outer;

        public Scope(BicepEvaluation of, Dictionary<string, Term> inner)
        {
            (this.of, outer) = (of, of.locals);
            of.locals = inner;
        }

        public void Dispose() => of.locals = outer;
    }
}
