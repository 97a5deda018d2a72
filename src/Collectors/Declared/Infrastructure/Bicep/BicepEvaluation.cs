using System.Collections.Immutable;
using Plumbline.Collectors.Declared.Infrastructure.Arm;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Values of expressions, as far as they are known before anything is deployed.</summary>
public sealed class BicepEvaluation(
    IReadOnlyList<Declaration> declarations, IReadOnlyDictionary<string, Term> given, BicepFolder folder, string prefix, Func<string, string, Term?> output)
{
    private const int Deepest = 64;
    private readonly Dictionary<string, Declaration> symbols = Symbols(declarations);
    private readonly Dictionary<string, Term> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Term> locals = new(StringComparer.Ordinal);
    private readonly HashSet<string> reading = new(StringComparer.Ordinal);
    private int depth;

    /// <summary>The value of an expression.</summary>
    public Term Of(Node node)
    {
        if (depth > Deepest || !folder.Step()) return Term.Open("more than is evaluated", node.Line);
        depth++;
        var value = node switch
        {
            LiteralNode literal => literal.Value,
            TextNode text => Text(text),
            NameNode name => Name(name.Name, name.Line),
            AccessNode access => Access(access),
            CallNode { Of: null } call => ArmFunctions.Call(call.Name.ToLowerInvariant(), [.. call.Arguments.Select(Of)]),
            CallNode { Of: NameNode { Name: "az" or "sys" } } call => ArmFunctions.Call(call.Name.ToLowerInvariant(), [.. call.Arguments.Select(Of)]),
            CallNode call => new OpenTerm($"{call.Name}()", [], IsSet: true, call.Line),
            OperatorNode operation => Operation(operation),
            ChoiceNode choice => Choice(Of(choice.Condition), choice),
            ObjectNode map => Map(map),
            ListNode list => new ListTerm([.. list.Items.Select(Of)], list.Line),
            LoopNode loop => Loop(loop),
            IfNode branch => Of(branch.Body),
            OtherNode other => Term.Open(other.Why, other.Line),
            _ => Term.Open("an expression", node.Line),
        };
        depth--;
        return value is MapTerm or ListTerm ? value : value with { Line = node.Line };
    }

    /// <summary>What a condition and a loop stand before, and the condition; of a loop one turn of which nothing is known.</summary>
    public (Node Body, Term Condition) Unwrap(Node node)
    {
        if (node is LoopNode loop) node = loop.Body;
        return node is IfNode branch ? (branch.Body, Of(branch.Condition)) : (node, Term.Of(true));
    }

    /// <summary>The turns of a loop; one with unknown values where its list is not known.</summary>
    public IEnumerable<(Term Item, Term Index)> Items(LoopNode loop) => Of(loop.Source) is ListTerm list
        ? list.Items.Select((item, i) => (item, (Term)Term.Of(i))) : [(Term.Open($"an item of a loop over {Described(loop.Source)}", loop.Line), Term.Open("the index of a loop", loop.Line))];

    /// <summary>One turn of a loop, until it is disposed of.</summary>
    public IDisposable With(LoopNode loop, Term item, Term index) => new Turn(locals, loop, item, index);

    /// <summary>Type and name of a resource with those it lies in; what of a name is not known stands in parentheses.</summary>
    public (string Type, string Name) Place(Declaration declaration, ObjectNode body, (string Type, string Name)? parent)
    {
        var type = declaration.Of.Split('@')[0];
        var name = Written(body, "name") is { } node ? NameOf(node) : "()";
        if (parent is { } outer) return ($"{outer.Type}/{type}", $"{outer.Name}/{name}");
        return Written(body, "parent") is { } of && Target(of) is { } above ? (type, $"{above.Name}/{name}") : (type, name);
    }

    private static Dictionary<string, Declaration> Symbols(IReadOnlyList<Declaration> declarations)
    {
        var table = new Dictionary<string, Declaration>(StringComparer.Ordinal);
        foreach (var declaration in declarations.Where(d => d.Kind is "param" or "var" or "resource" or "module")) table.TryAdd(declaration.Name, declaration);
        return table;
    }

    private static Node? Written(ObjectNode body, string name) => body.Entries.FirstOrDefault(e => e.Key is LiteralNode { Value: TextTerm { Text: var key } } && key == name).Value;

    private string NameOf(Node node) => node is TextNode text
        ? string.Concat(text.Parts.Select(p => Template.Placed(Of(p)).AsText)) : Template.Placed(Of(node)).AsText ?? "()";

    private Term Name(string name, int line)
    {
        if (locals.TryGetValue(name, out var local)) return local;
        if (known.TryGetValue(name, out var value)) return value;
        if (!symbols.TryGetValue(name, out var declaration) || !reading.Add(name)) return Term.Open($"`{name}`", line);
        value = declaration.Kind switch
        {
            "param" => given.GetValueOrDefault(name) ?? (declaration.Value is { } standard ? Of(standard) : Term.Open($"parameter {name}", line)),
            "var" => Of(declaration.Value!) is OpenTerm { IsSet: true } open ? open with { Why = $"variable {name}" } : Of(declaration.Value!),
            "resource" => new OpenTerm(name, Target(new NameNode(name, line)) is { } target ? [$"{prefix}{target.Type}/{target.Name}"] : [], IsSet: true, line),
            _ => new OpenTerm(name, [], IsSet: true, line),
        };
        reading.Remove(name);
        return locals.Count == 0 ? known[name] = value : value;
    }

    // The resource that a symbol, or a turn of a loop of resources, stands for.
    private (string Type, string Name)? Target(Node node)
    {
        if (node is AccessNode { Of: NameNode of }) node = of;
        if (node is not NameNode { Name: var name } || !symbols.TryGetValue(name, out var declaration) || declaration is not { Kind: "resource", Value: { } value } || !reading.Add("." + name)) return null;
        var found = Unwrap(value).Body is ObjectNode body ? Place(declaration, body, null) : ((string, string)?)null;
        reading.Remove("." + name);
        return found;
    }

    private Term Access(AccessNode access)
    {
        var key = Of(access.Key).AsText;
        if (access.Of is AccessNode { Of: NameNode module, Key: LiteralNode { Value: TextTerm { Text: "outputs" } } } && key is not null && symbols.GetValueOrDefault(module.Name)?.Kind == "module")
            return output(module.Name, key) ?? Term.Open($"output {key} of module {module.Name}", access.Line);
        if (key == "name" && access.Of is NameNode && Target(access.Of) is { } target && !target.Name.Contains('(', StringComparison.Ordinal)) return Term.Of(target.Name[(target.Name.LastIndexOf('/') + 1)..]);
        return Of(access.Of) switch
        {
            MapTerm map when key is not null => map.Entries.FirstOrDefault(e => e.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value ?? Term.Null,
            ListTerm list when int.TryParse(key, out var at) && at >= 0 && at < list.Items.Length => list.Items[at],
            OpenTerm open => open.IsSet || open.Refs.Length > 0 ? open with { Why = $"{open.Why}.{key}" } : open,
            _ => Term.Open(Described(access), access.Line),
        };
    }

    private Term Text(TextNode text)
    {
        var parts = text.Parts.Select(Of).ToList();
        if (parts.TrueForAll(p => p.AsText is not null)) return ArmFunctions.Call("concat", parts);
        var open = parts.OfType<OpenTerm>().ToList();
        if (open.Count == 0) return Term.Open("a text with something else in it", text.Line);
        return new OpenTerm(open[0].Why, [.. open.SelectMany(o => o.Refs).Distinct()], parts.Exists(p => p.AsText is { Length: > 0 } || p is OpenTerm { IsSet: true }), text.Line);
    }

    private Term Choice(Term condition, ChoiceNode choice)
    {
        if (condition.AsFlag is { } flag) return Of(flag ? choice.Then : choice.Otherwise);
        var (a, b) = (Of(choice.Then), Of(choice.Otherwise));
        if (Term.Same(a, b)) return a;
        return new OpenTerm((condition as OpenTerm)?.Why ?? "a condition", [.. Refs(a).Concat(Refs(b)).Distinct()], IsSet(a) && IsSet(b), choice.Line);
    }

    private static ImmutableArray<string> Refs(Term term) => term is OpenTerm open ? open.Refs : [];

    private static bool IsSet(Term term) => term is OpenTerm open ? open.IsSet : term.AsText is { Length: > 0 } or not null && term is not (NullTerm or TextTerm { Text: "" });

    private Term Operation(OperatorNode operation)
    {
        var left = Of(operation.Left);
        if (operation.Right is null) return operation.Operator == "!" ? ArmFunctions.Call("not", [left]) : left is NumberTerm n ? Term.Of(-n.Number) : left;
        var right = Of(operation.Right);
        return operation.Operator switch
        {
            "==" => ArmFunctions.Call("equals", [left, right]),
            "!=" => ArmFunctions.Call("not", [ArmFunctions.Call("equals", [left, right])]),
            "=~" => ArmFunctions.Call("equals", [ArmFunctions.Call("tolower", [left]), ArmFunctions.Call("tolower", [right])]),
            "!~" => ArmFunctions.Call("not", [ArmFunctions.Call("equals", [ArmFunctions.Call("tolower", [left]), ArmFunctions.Call("tolower", [right])])]),
            "&&" => ArmFunctions.Call("and", [left, right]),
            "||" => ArmFunctions.Call("or", [left, right]),
            "??" => left is OpenTerm ? left : ArmFunctions.Call("coalesce", [left, right]),
            _ when left is NumberTerm a && right is NumberTerm b => Arithmetic(operation.Operator, a.Number, b.Number),
            _ => left as OpenTerm ?? right as OpenTerm ?? Term.Open($"`{operation.Operator}`"),
        };
    }

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

    // What is spread and not known may set anything that is not said behind it.
    private MapTerm Map(ObjectNode map)
    {
        var all = new MapTerm([], map.Line);
        foreach (var (key, node) in map.Entries)
        {
            var value = Of(node);
            if (key is null) all = value is MapTerm spread ? ArmFunctions.Merged(all, spread) : new MapTerm([new(MapTerm.Rest, value as OpenTerm ?? Term.Open("what is spread", map.Line))], map.Line);
            else if (NameOf(key) is var name) all = all with { Entries = [.. all.Entries.Where(e => e.Key != name), new(name, value is MapTerm or ListTerm ? value with { Line = key.Line } : value)] };
        }

        return all;
    }

    private Term Loop(LoopNode loop)
    {
        if (Of(loop.Source) is not ListTerm list) return Term.Open($"a loop over {Described(loop.Source)}", loop.Line);
        var items = ImmutableArray.CreateBuilder<Term>();
        for (var i = 0; i < list.Items.Length; i++)
        {
            using var turn = With(loop, list.Items[i], Term.Of(i));
            var (body, condition) = Unwrap(loop.Body);
            if (condition.AsFlag != false) items.Add(condition.AsFlag is null ? Term.Open("a condition in a loop", loop.Line) : Of(body));
        }

        return new ListTerm(items.DrainToImmutable(), loop.Line);
    }

    private static string Described(Node node) => node switch
    {
        NameNode name => $"`{name.Name}`",
        AccessNode { Key: LiteralNode { Value.AsText: { } key } } access => $"{Described(access.Of).Trim('`')}.{key}",
        CallNode call => $"{call.Name}()",
        _ => "an expression",
    };

    private sealed class Turn : IDisposable
    {
        private readonly Dictionary<string, Term> locals;
        private readonly Dictionary<string, Term?> before = new(StringComparer.Ordinal);

        public Turn(Dictionary<string, Term> locals, LoopNode loop, Term item, Term index)
        {
            this.locals = locals;
            Set(loop.Item, item);
            if (loop.Index is { } name) Set(name, index);
        }

        public void Dispose()
        {
            foreach (var (name, value) in before)
            {
                if (value is null) locals.Remove(name);
                else locals[name] = value;
            }
        }

        private void Set(string name, Term value)
        {
            before.TryAdd(name, locals.GetValueOrDefault(name));
            locals[name] = value;
        }
    }
}
