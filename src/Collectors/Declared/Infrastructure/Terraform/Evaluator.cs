using System.Collections.Immutable;
using System.Text;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>Evaluates expressions to what can be known. Nothing is guessed: what depends on the unknown is unknown.</summary>
internal sealed class Evaluator(ModuleScope scope, EachOf each = default)
{
    private const int MostItems = 10_000;
    private const int LongestText = 1 << 20;
    private readonly Dictionary<string, Term> loops = new(StringComparer.Ordinal);
    private Term? splatted;
    private int depth;

    /// <summary>The value of an expression.</summary>
    public Term Of(HclExpr expr)
    {
        if (depth > 200 || scope.Steps.IsSpent) return Term.Open("more than is evaluated", expr.Line);
        depth++;
        var value = Value(expr).At(expr.Line);
        depth--;
        return value;
    }

    /// <summary>The content of a block: attributes, and blocks by type as lists.</summary>
    public MapTerm Of(HclBody body, int line)
    {
        var entries = new List<KeyValuePair<string, Term>>();
        foreach (var attribute in body.Attributes)
            if (attribute.Name is not ("count" or "for_each" or "depends_on" or "provider" or "provisioner")) entries.Add(new(attribute.Name, Of(attribute.Value).At(attribute.Line)));
        foreach (var type in body.Blocks.GroupBy(b => b is { Type: "dynamic", Labels: [var label] } ? label : b.Type))
            if (type.Key is not ("lifecycle" or "provisioner" or "connection" or "timeouts")) entries.Add(new(type.Key, Blocks(type.Key, [.. type])));
        return new MapTerm([.. entries.DistinctBy(e => e.Key)], line);
    }

    private Term Blocks(string type, ImmutableArray<HclBlock> blocks)
    {
        var items = ImmutableArray.CreateBuilder<Term>();
        foreach (var block in blocks)
        {
            if (block.Type != "dynamic") items.Add(Of(block.Body, block.Line));
            else if (Dynamic(type, block, items) is { } unknown) return unknown;
        }

        return new ListTerm(items.DrainToImmutable(), blocks[0].Line);
    }

    private OpenTerm? Dynamic(string type, HclBlock block, ImmutableArray<Term>.Builder into)
    {
        if (block.Body["for_each"] is not { } over || block.Body.Blocks.FirstOrDefault(b => b.Type == "content") is not { } content) return null;
        var name = block.Body["iterator"] is HclExpr.Name iterator ? iterator.Text : type;
        var elements = Of(over);
        if (Elements(elements) is not { } items) return elements as OpenTerm ?? Term.Open($"the blocks `{type}`", block.Line);
        foreach (var (key, value) in items)
        {
            var element = new MapTerm([new("key", key), new("value", value)], block.Line);
            into.Add(With([(name, element)], () => Of(content.Body, content.Line)));
        }

        return null;
    }

    private Term Value(HclExpr expr) => expr switch
    {
        HclExpr.Literal literal => literal.Value,
        HclExpr.Template template => Text(template.Parts, template.Line),
        HclExpr.Choice choice => Choose(choice),
        HclExpr.Name or HclExpr.Field or HclExpr.Index => Here(Reach(expr), expr.Line),
        HclExpr.Each => splatted ?? Term.Open("a splat"),
        HclExpr.Splat splat => Splat(splat),
        HclExpr.Call call => Call(call),
        HclExpr.Unary unary => Operations.Of(unary.Operator, Of(unary.Operand)),
        HclExpr.Binary binary => Operations.Of(binary.Operator, Of(binary.Left), Of(binary.Right)),
        HclExpr.Tuple tuple => new ListTerm([.. tuple.Items.Select(Of)], tuple.Line),
        HclExpr.Object made => Made(made),
        HclExpr.For loop => Loop(loop),
        _ => Term.Open("an expression"),
    };

    // What a name stands for may be written in another file: here it is said on the line that names it.
    private Term Here(Term term, int line) => scope.Steps.IsSpent ? Term.Open("more than is evaluated", line) : term switch
    {
        ListTerm list => new ListTerm([.. list.Items.Select(i => Here(i, line))], line),
        MapTerm map => new MapTerm([.. map.Entries.Select(e => new KeyValuePair<string, Term>(e.Key, Here(e.Value, line)))], line),
        _ => term with { Line = line },
    };

    private Term Text(ImmutableArray<HclExpr> parts, int line)
    {
        var text = new StringBuilder();
        var unknown = new List<OpenTerm>();
        foreach (var part in parts)
        {
            var value = Of(part);
            if (value.AsText is { } known) text.Append(known);
            else if (value is NullTerm) continue;
            else unknown.Add(value as OpenTerm ?? Term.Open("a text of a list"));
            if (text.Length > LongestText) return Term.Open("a longer text than is kept", line);
        }

        if (unknown.Count == 0) return Term.Of(text.ToString(), line);
        return new OpenTerm(unknown[0].Why, [.. unknown.SelectMany(u => u.Refs).Distinct()], text.ToString().Trim().Length > 0 || unknown.Exists(u => u.IsSet), line) { HasText = OpenTerm.Says(text.ToString()) };
    }

    // Where both ways lead to the same, the condition does not matter.
    private Term Choose(HclExpr.Choice choice)
    {
        var condition = Of(choice.Condition);
        if (condition.AsFlag is { } known) return Of(known ? choice.Then : choice.Else);
        var (a, b) = (Of(choice.Then), Of(choice.Else));
        if (Term.Same(a, b)) return a;
        var why = condition is OpenTerm open ? open.Why : "a condition";
        return new OpenTerm(why, [.. Refs(a).Concat(Refs(b)).Distinct()], IsSet(a) && IsSet(b), choice.Line);
    }

    private static ImmutableArray<string> Refs(Term term) => term is OpenTerm open ? open.Refs : [];

    private static bool IsSet(Term term) => term is OpenTerm open ? open.IsSet : term.AsText is { Length: > 0 };

    private MapTerm Made(HclExpr.Object made)
    {
        var entries = new List<KeyValuePair<string, Term>>();
        foreach (var (key, value) in made.Entries)
        {
            var name = Of(key) is var k && k.AsText is { } text ? text : $"({(k as OpenTerm)?.Why})";
            entries.Add(new(name, Of(value).At(value.Line)));
        }

        return new MapTerm([.. entries.GroupBy(e => e.Key).Select(g => g.Last())], made.Line);
    }

    private Term Splat(HclExpr.Splat splat)
    {
        var from = Of(splat.Of);
        if (from is OpenTerm) return from;
        var items = from switch { ListTerm list => list.Items, NullTerm => [], _ => [from] };
        var before = splatted;
        var taken = ImmutableArray.CreateBuilder<Term>();
        foreach (var item in items)
        {
            splatted = item;
            taken.Add(Of(splat.Steps[0]));
        }

        splatted = before;
        return new ListTerm(taken.DrainToImmutable(), splat.Line);
    }

    private static string Relative(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    private Term Call(HclExpr.Call call)
    {
        // These two answer what they can although an argument fails or is unknown.
        if (call.Function == "try") return call.Args.Select(Of).FirstOrDefault(a => a is not OpenTerm { Why: Missing }) ?? Term.Open("try");
        if (call is { Function: "can", Args: [var tried, ..] }) return Of(tried) is OpenTerm open ? open.Why == Missing ? Term.Of(false) : open : Term.Of(true);
        var args = call.Args.Select(Of).ToList();
        if (call.Expands && args.Count > 0)
        {
            if (args[^1] is not ListTerm list) return args[^1] as OpenTerm ?? Term.Open(call.Function);
            args = [.. args[..^1], .. list.Items];
        }

        if (call.Function is "file" or "templatefile" && args is [{ AsText: { Length: > 0 } path }, ..]) return new OpenTerm($"{call.Function}()", [], false, call.Line) { OfFile = Relative(path) };
        return Functions.Call(call.Function, args) ?? Term.Open($"{call.Function}()", call.Line);
    }

    private Term Loop(HclExpr.For loop)
    {
        var over = Of(loop.Over);
        if (Elements(over) is not { } items) return over as OpenTerm ?? Term.Open("a loop");
        var results = new List<(Term Key, Term Value)>();
        foreach (var (key, value) in items)
        {
            if (results.Count > MostItems) return Term.Open("a longer loop than is kept");
            List<(string, Term)> names = loop.KeyName is { } keyName ? [(keyName, key), (loop.ValueName, value)] : [(loop.ValueName, value)];
            var (made, unknown) = With(names, () =>
            {
                var keep = loop.If is null ? Term.Of(true) : Of(loop.If);
                if (keep is OpenTerm open) return ((Term, Term)?)null is var none ? (none, open) : default;
                return keep.AsFlag == true ? ((loop.Key is null ? Term.Null : Of(loop.Key), Of(loop.Value)), (OpenTerm?)null) : (((Term, Term)?)null, null);
            });
            if (unknown is not null) return unknown;
            if (made is { } one) results.Add(one);
        }

        return Gathered(loop, results);
    }

    private static Term Gathered(HclExpr.For loop, List<(Term Key, Term Value)> results)
    {
        if (loop.JoinsText)
        {
            var open = results.Select(r => r.Value).OfType<OpenTerm>().FirstOrDefault();
            return open ?? (Term)Term.Of(string.Concat(results.Select(r => r.Value.AsText)));
        }

        if (loop.Key is null) return new ListTerm([.. results.Select(r => r.Value)], loop.Line);
        if (results.Select(r => r.Key).FirstOrDefault(k => k.AsText is null) is { } strange) return strange as OpenTerm ?? Term.Open("a key");
        return new MapTerm(
            [.. results.GroupBy(r => r.Key.AsText!).Select(g => new KeyValuePair<string, Term>(g.Key, loop.Groups ? new ListTerm([.. g.Select(r => r.Value)], loop.Line) : g.Last().Value))], loop.Line);
    }

    /// <summary>Key and value of each element, maps in the order of their keys; null where they are not known.</summary>
    private static List<(Term Key, Term Value)>? Elements(Term term) => term switch
    {
        ListTerm list => [.. list.Items.Select((item, i) => ((Term)Term.Of(i), item))],
        MapTerm map => [.. map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => ((Term)Term.Of(e.Key), e.Value))],
        NullTerm => [],
        _ => null,
    };

    private T With<T>(List<(string Name, Term Value)> names, Func<T> read)
    {
        var before = names.ConvertAll(n => (n.Name, loops.GetValueOrDefault(n.Name)));
        foreach (var (name, value) in names) loops[name] = value;
        var result = read();
        foreach (var (name, value) in before)
        {
            if (value is null) loops.Remove(name);
            else loops[name] = value;
        }

        return result;
    }

    /// <summary>What `try` passes over: a step into what is certainly not there.</summary>
    private const string Missing = "a part that is not there";

    private Term Reach(HclExpr expr)
    {
        var steps = new Stack<HclExpr>();
        while (expr is HclExpr.Field or HclExpr.Index)
        {
            steps.Push(expr);
            expr = expr is HclExpr.Field field ? field.Of : ((HclExpr.Index)expr).Of;
        }

        if (expr is not HclExpr.Name root) return steps.Aggregate(Of(expr), Into);
        if (loops.TryGetValue(root.Text, out var bound)) return steps.Aggregate(bound, Into);
        var names = steps.TakeWhile(s => s is HclExpr.Field).Select(s => ((HclExpr.Field)s).Key).ToList();
        return (root.Text, names) switch
        {
            ("var", [var name, ..]) => steps.Skip(1).Aggregate(scope.Variable(name), Into),
            ("local", [var name, ..]) => steps.Skip(1).Aggregate(scope.Local(name), Into),
            ("each", ["key", ..]) => steps.Skip(1).Aggregate(each.Key ?? Term.Open("each.key"), Into),
            ("each", ["value", ..]) => steps.Skip(1).Aggregate(each.Value ?? Term.Open("each.value"), Into),
            ("count", ["index", ..]) => each.Index ?? Term.Open("count.index"),
            ("module", [var call, ..]) => Output(call, [.. steps.Skip(1)]),
            ("path", [var which, ..]) => which == "module" ? Term.Of(scope.Module.Folder.Length > 0 ? scope.Module.Folder : ".") : Term.Open("path." + which),
            ("terraform" or "self", _) => Term.Open($"{root.Text}.{string.Join('.', names)}"),
            ("data", [var type, var name, ..]) => Resource($"data.{type}.{name}", [.. steps.Skip(2)]),
            (var type, [var name, ..]) => Resource($"{type}.{name}", [.. steps.Skip(1)]),
            _ => Term.Open(root.Text),
        };
    }

    // An index right behind a call or a resource chooses an instance; the first one's content stands for each.
    private Term Output(string call, List<HclExpr> steps)
    {
        if (steps is [HclExpr.Index, ..]) steps.RemoveAt(0);
        return steps is [HclExpr.Field output, ..] ? steps.Skip(1).Aggregate(scope.Output(call, output.Key), Into) : Term.Open($"module.{call}");
    }

    private Term Resource(string address, List<HclExpr> steps)
    {
        if (steps is [HclExpr.Index, ..]) steps.RemoveAt(0);
        var own = scope.Prefix + address;
        if (steps is not [HclExpr.Field first, ..]) return new OpenTerm(address, [own], IsSet: true, 0);
        var isId = ModuleScope.Ids.Contains(first.Key);
        var content = scope.Content(address);
        if (content is not null && content[first.Key] is { } said and not NullTerm)
        {
            var value = steps.Skip(1).Aggregate(said, Into);
            return value is OpenTerm open ? open with { Refs = [.. open.Refs.Append(own).Distinct()], IsSet = open.IsSet || isId } : value;
        }

        if (content is not null && PolicyDocuments.Answers(address, first.Key)) return PolicyDocuments.Json(content);
        if (content is not null && first.Key == "id" && BucketName(address, content) is { } name) return name;
        return new OpenTerm($"{address}.{first.Key}", [own], isId, 0);
    }

    private static TextTerm? BucketName(string address, MapTerm content) =>
        address.StartsWith("aws_s3_bucket.", StringComparison.Ordinal) && content["bucket"] is TextTerm name ? name : null;

    private Term Into(Term from, HclExpr step)
    {
        if (from is OpenTerm open) return open;
        var key = step is HclExpr.Field field ? Term.Of(field.Key) : Of(((HclExpr.Index)step).Key);
        if (key is OpenTerm unknown) return unknown;
        return from switch
        {
            MapTerm map => map[key.AsText ?? ""] ?? Term.Open(Missing),
            ListTerm list when key is NumberTerm { Number: var n } || double.TryParse(key.AsText, System.Globalization.CultureInfo.InvariantCulture, out n) =>
                n >= 0 && n < list.Items.Length && n == Math.Floor(n) ? list.Items[(int)n] : Term.Open(Missing),
            ListTerm { Items: [MapTerm only] } => only[key.AsText ?? ""] ?? Term.Open(Missing),
            _ => Term.Open(Missing),
        };
    }
}
