using System.Globalization;
using System.Text;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>One argument with what it may be.</summary>
internal sealed record Passed(string? Name, Value Value, bool IsSpread);

/// <summary>Calls: of the folder's own functions, of libraries, of what is handed on.</summary>
internal sealed partial class Machine
{
    private const int MostCallees = 8;
    private readonly Dictionary<Definition, List<(int Place, Checks Checks)>> checkedBy = new(ReferenceEqualityComparer.Instance);
    private int handing;

    private Value Called(Call call, Frame frame, bool isUsed)
    {
        if (call.Callee is Member { Value: "catch" } caught) return Evaluate(caught.Of, IsNothing(call, frame) ? Quiet(frame) : frame, isUsed);
        var (receiver, name) = (Value.Nothing, "");
        Value callee;
        if (call.Callee is Member member)
        {
            (receiver, name) = (Evaluate(member.Of, frame), member.Value);
            callee = MemberOf(receiver, name, frame);
        }
        else callee = call.Callee is Name { Value: "super" } ? SuperOf(frame) : Evaluate(call.Callee, frame);

        var arguments = call.Arguments.Select(a => new Passed(a.Name, Evaluate(a.Value, frame, isUsed: a.Value is not Call), a.IsSpread)).ToList();
        foreach (var given in arguments) Ledger.Use(given.Value, frame.Tool);
        var result = Value.Nothing;
        var own = callee.Atoms.Where(a => a is FunctionAtom or ClassAtom).Take(MostCallees).ToList();
        foreach (var atom in own)
        {
            result = result.Or(atom is FunctionAtom function ? Invoke(function, arguments, frame) : Instantiate((ClassAtom)atom, arguments, call, frame));
            if (atom is FunctionAtom { Definition: var called } && checkedBy.TryGetValue(called, out var checks)) told[call] = checks;
        }

        if (own.Count > 0 && !callee.Symbols.Any()) return result;
        var site = new Site(call, frame, receiver, name, arguments);
        var paths = callee.Symbols.Select(Symbols.Plain).Distinct().Take(MostCallees).ToList();
        if (paths.Count == 0) return result.Or(Library("?." + name, site));
        foreach (var path in paths) result = result.Or(Library(path, site));
        return result;
    }

    private bool IsNothing(Call call, Frame frame) => call.Arguments is [{ Value: Lambda lambda }] && !StepsOf(frame.File).In(lambda.Definition).Any(s => s.Value is not (Literal or Fields { All.IsEmpty: true }) && s.Binding is not { Value: Literal });

    private static Frame Quiet(Frame frame) => new(frame.File, frame.Scope, frame) { This = frame.This, Tool = frame.Tool, IsQuiet = true, IsAside = frame.IsAside, IsUncalled = frame.IsUncalled, Trigger = frame.Trigger, Depth = frame.Depth, Block = frame.Block };

    private static Frame Aside(Frame frame) => new(frame.File, frame.Scope, frame) { This = frame.This, Tool = frame.Tool, IsQuiet = frame.IsQuiet, IsAside = true, IsUncalled = frame.IsUncalled, Trigger = frame.Trigger, Depth = frame.Depth, Block = frame.Block };

    private Value SuperOf(Frame frame) => frame.File.ClassAround(frame.Scope) is not { } own ? Value.Symbol("super")
        : Value.Of(Above(new ClassAtom(frame.File, own)).Select(c => (Atom)c));

    private Value Instantiate(ClassAtom of, List<Passed> arguments, object site, Frame frame)
    {
        var symbol = Bases(of, 0).FirstOrDefault() ?? "";
        var (made, held) = heap.Make(site, () => new Held { Class = of, Symbol = symbol.Length > 0 ? symbol + "()" : "" });
        foreach (var maker in (ReadOnlySpan<string>)["__init__", "constructor", "__post_init__"])
            foreach (var function in ClassMember(of, maker, made, 0).Atoms.OfType<FunctionAtom>()) Invoke(function, arguments, frame);
        foreach (var argument in arguments.Where(a => a.Name is not null)) if (!held.Fields.ContainsKey(argument.Name!)) heap.Set(made, argument.Name!, argument.Value);
        return Value.Of(made);
    }

    // What a class of the folder inherits of a library decides what its methods do.
    private IEnumerable<string> Bases(ClassAtom of, int above) => above > 4 ? []
        : of.Definition.Bases.SelectMany(b => Lookup(b.Split('.')[0], ModuleOf(of.File)).Symbols.Select(s => b.Contains('.', StringComparison.Ordinal) ? s + b[b.IndexOf('.', StringComparison.Ordinal)..] : s))
            .Concat(Above(of).SelectMany(c => Bases(c, above + 1))).Where(s => s.Contains('.', StringComparison.Ordinal));

    private Value Invoke(FunctionAtom function, List<Passed> arguments, Frame frame, bool isAside = false)
    {
        var definition = function.Definition;
        reached.Add(definition);
        var scope = new Frame(function.File, definition.Inside, function.Outer ?? ModuleOf(function.File))
        {
            This = function.Self ?? (function.Outer?.This), Tool = frame.Tool, IsAside = isAside || frame.IsAside, Depth = frame.Depth + 1,
            IsQuiet = IsQuiet(frame), IsUncalled = frame.IsUncalled, Trigger = TriggerOf(frame),
        };
        Bind(definition, arguments, scope, frame);
        var key = (definition, Signature(scope));
        if (known.TryGetValue(key, out var before) && (before.Runs >= MostRuns || before.Changes == heap.Changes)) return before.Value;
        var isRunning = running.Exists(r => ReferenceEquals(r.Definition, definition));
        if (scope.Depth > DeepestCalls || isRunning)
        {
            if (!isRunning) IsWhole &= scope.Depth <= DeepestCalls;
            else if (handing == 0) Endless(running.FindIndex(r => ReferenceEquals(r.Definition, definition)));
            return arguments.Select(a => a.Value.Data(true)).Aggregate(before.Value ?? Value.Nothing, (a, b) => a.Or(b));
        }

        running.Add(key);
        Follow(scope);
        running.RemoveAt(running.Count - 1);
        Judged(definition, scope);
        known[key] = (before.Runs + 1, heap.Changes, scope.Returned);
        return scope.Returned;
    }

    private bool IsQuiet(Frame frame) => frame.IsQuiet || StepsOf(frame.File).IsQuiet(frame.Block);

    private void Bind(Definition definition, List<Passed> arguments, Frame scope, Frame frame)
    {
        var plain = arguments.Where(a => a.Name is null).ToList();
        for (var at = 0; at < definition.Parameters.Length; at++)
        {
            var parameter = definition.Parameters[at];
            var value = arguments.LastOrDefault(a => a.Name == parameter.Name)?.Value;
            if (value is null && at < plain.Count) value = plain[at].IsSpread ? Elements(plain[at].Value).Or(plain[at].Value.Data(false)) : plain[at].Value;
            if (value is null && plain.Count > 0 && plain[^1].IsSpread) value = Elements(plain[^1].Value).Or(plain[^1].Value.Data(false));
            if (at == definition.Parameters.Length - 1 && plain.Count > definition.Parameters.Length) value = plain.Skip(at).Select(p => p.Value).Aggregate(Value.Nothing, (a, b) => a.Or(b));
            if (value is null && parameter.Default is { } given) value = Evaluate(given, ModuleOf(scope.File));
            value ??= parameter.Name == "kwargs" ? arguments.Where(a => a.Name is not null).Select(a => a.Value).Aggregate(Value.Nothing, (a, b) => a.Or(b)) : Value.Nothing;
            scope.Names[parameter.Name] = value;
        }

        if (scope.This is null && definition.Decorators.Any(d => d is Name { Value: "classmethod" }) && scope.File.ClassAround(scope.Scope) is { } own) scope.Names["cls"] = Value.Of(new ClassAtom(scope.File, own));
        _ = frame;
    }

    // A function that leaves where what it is given is not right has checked it for whoever called.
    private void Judged(Definition definition, Frame scope)
    {
        var all = new List<(int, Checks)>();
        for (var at = 0; at < definition.Parameters.Length; at++)
        {
            var data = scope.Names.GetValueOrDefault(definition.Parameters[at].Name, Value.Nothing).Taints.ToList();
            if (data.Count > 0 && data.Select(t => t.Checks).Aggregate((a, b) => a & b) is var checks and not Checks.None) all.Add((at, checks));
        }

        if (all.Count > 0) checkedBy[definition] = all;
    }

    private void Checked(Call call, Frame frame)
    {
        if (!told.TryGetValue(call, out var all)) return;
        var plain = call.Arguments.Where(a => !a.IsSpread).ToList();
        foreach (var (place, checks) in all)
            if (place < plain.Count && Rooted(plain[place].Value) is { } name && frame.Names.TryGetValue(name, out var value)) frame.Names[name] = value.With(checks);
    }

    private static string Signature(Frame scope)
    {
        var text = new StringBuilder();
        if (scope.This is { } self) text.Append(CultureInfo.InvariantCulture, $"@{self.Id}");
        text.Append(scope.IsQuiet ? '1' : '0').Append(scope.IsAside ? '1' : '0').Append(scope.Trigger);
        foreach (var (name, value) in scope.Names)
        {
            text.Append('|').Append(name).Append('=');
            foreach (var atom in value.Atoms)
            {
                switch (atom)
                {
                    case TextAtom written: text.Append('"').Append(written.Text); break;
                    case Taint taint: text.Append(CultureInfo.InvariantCulture, $"~{(int)taint.Source},{taint.Name},{taint.Line},{(int)taint.Checks}{(taint.IsPart ? "p" : "")}"); break;
                    case SymbolAtom symbol: text.Append('$').Append(symbol.Path); break;
                    case ObjectAtom of: text.Append(CultureInfo.InvariantCulture, $"#{of.Id}"); break;
                    case FunctionAtom function: text.Append(CultureInfo.InvariantCulture, $"f{function.Definition.Inside}:{function.Definition.Line}"); break;
                    case ClassAtom of: text.Append('c').Append(of.Definition.Inside); break;
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Calls what was handed to a library, with what else was handed to it.</summary>
    private Value HandOn(Site site, Value with, bool isAside)
    {
        var result = Value.Nothing;
        handing++;
        foreach (var given in site.Arguments)
        {
            foreach (var function in given.Value.Atoms.OfType<FunctionAtom>().Take(MostCallees))
            {
                var others = site.Arguments.Where(a => !ReferenceEquals(a, given) && !a.Value.Atoms.Any(x => x is FunctionAtom)).ToList();
                var handed = others.FirstOrDefault(a => a.Name == "args") is { } list ? [.. heapOf(list.Value)] : with.IsNothing ? [.. others.Where(a => a.Name is null)] : new List<Passed> { new(null, with, false) };
                if (others.FirstOrDefault(a => a.Name == "kwargs") is { } named) foreach (var of in named.Value.Objects) handed.AddRange(heap.Of(of).Fields.Select(f => new Passed(f.Key, f.Value, false)).ToList());
                result = result.Or(Invoke(function, handed, site.Frame, isAside));
            }

            if (isAside)
            {
                foreach (var symbol in given.Value.Symbols.Where(s => Apis.Of(Symbols.Plain(s)) != Api.None).Take(2))
                {
                    var handed = site.Arguments.FirstOrDefault(a => a.Name == "args") is { } list ? heapOf(list.Value).ToList() : [.. site.Arguments.Where(a => !ReferenceEquals(a, given) && a.Name is null)];
                    result = result.Or(Library(Symbols.Plain(symbol), site with { Arguments = handed, Receiver = Value.Nothing, Frame = Aside(site.Frame) }));
                }
            }
        }

        handing--;
        return result;

        IEnumerable<Passed> heapOf(Value of) => of.Objects.SelectMany(o => heap.Of(o).Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new Passed(null, f.Value, false)).ToList());
    }
}
