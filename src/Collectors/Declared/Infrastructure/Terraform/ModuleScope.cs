using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>A module as one call instantiates it: what its names stand for.</summary>
internal sealed class ModuleScope
{
    private const int MostInstances = 64;
    private const int MostSteps = 400_000;

    private readonly Func<string, ModuleScope?> variablesOf;
    private readonly Dictionary<string, Term> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> reading = new(StringComparer.Ordinal);
    private readonly Func<string, Term?> given;
    private readonly StepCount steps;

    /// <summary>One instance.</summary>
    /// <param name="module">The module.</param>
    /// <param name="prefix">What addresses in it begin with: empty, or `module.NAME.`.</param>
    /// <param name="given">The value that the caller gives a variable; null where it gives none.</param>
    /// <param name="childOf">The instance that a call makes; null where its source is not at hand.</param>
    /// <param name="steps">Counts what the whole root evaluates.</param>
    public ModuleScope(Module module, string prefix, Func<string, Term?> given, Func<ModuleScope, string, ModuleScope?> childOf, StepCount? steps = null)
    {
        Module = module;
        Prefix = prefix;
        this.given = given;
        this.steps = steps ?? new StepCount();
        var children = new Dictionary<string, ModuleScope?>(StringComparer.Ordinal);
        variablesOf = call => children.TryGetValue(call, out var child) ? child : children[call] = childOf(this, call);
    }

    public Module Module { get; }

    public string Prefix { get; }

    /// <summary>Folders of the modules that called this one: none of them is called again from here.</summary>
    public ImmutableHashSet<string> Above { get; init; } = [];

    /// <summary>Shared by all modules of a root: how much is still evaluated.</summary>
    public StepCount Steps => steps;

    /// <summary>The instance that a call makes; null where its source is not at hand.</summary>
    public ModuleScope? Child(string call) => variablesOf(call);

    /// <summary>The value of `var.NAME`.</summary>
    public Term Variable(string name) => Once("var." + name, () =>
    {
        if (given(name) is { } passed) return passed is OpenTerm open && open.Refs.IsEmpty && !open.Why.StartsWith("var.", StringComparison.Ordinal) ? open : passed;
        if (!Module.Variables.TryGetValue(name, out var declared)) return Term.Open("var." + name);
        return declared.Block.Body["default"] is { } value ? new Evaluator(this).Of(value) : Term.Open($"{(Prefix.Length > 0 ? Prefix : "")}var.{name}", declared.Block.Line);
    });

    /// <summary>The value of `local.NAME`.</summary>
    public Term Local(string name) =>
        Module.Locals.TryGetValue(name, out var value) ? Once("local." + name, () => new Evaluator(this).Of(value)) : Term.Open("local." + name);

    /// <summary>The value of `module.CALL.NAME`.</summary>
    public Term Output(string call, string name)
    {
        if (Child(call) is not { } child || !child.Module.Outputs.TryGetValue(name, out var output) || output.Block.Body["value"] is not { } value)
            return new OpenTerm($"module.{call}.{name}", [$"{Prefix}module.{call}"], IsSet: false, 0);
        return Once($"module.{call}.{name}", () => child.Once("output." + name, () => new Evaluator(child).Of(value)));
    }

    /// <summary>The content of a resource or data source, its first instance.</summary>
    public MapTerm? Content(string address)
    {
        var isData = address.StartsWith("data.", StringComparison.Ordinal);
        if (!(isData ? Module.Data : Module.Resources).TryGetValue(isData ? address[5..] : address, out var found)) return null;
        return Once(address, () => Instances(found).Select(i => i.Content).FirstOrDefault() ?? (Term)Term.Null) as MapTerm;
    }

    /// <summary>The instances that `count` and `for_each` make of a block; one whose number is not known stands for all.</summary>
    public IEnumerable<(string Suffix, MapTerm Content)> Instances(Sourced found)
    {
        var body = found.Block.Body;
        var loops = new Evaluator(this);
        if (body["count"] is { } count)
        {
            var number = loops.Of(count);
            if (number is not NumberTerm { Number: >= 0 and <= MostInstances } n) return [("", Content(found, new EachOf(Index: Term.Open("count.index"))))];
            return Enumerable.Range(0, (int)n.Number).Select(i => ($"[{i}]", Content(found, new EachOf(Index: Term.Of(i)))));
        }

        if (body["for_each"] is not { } each) return [("", Content(found, default))];
        var keys = loops.Of(each) switch
        {
            MapTerm { Entries.Length: <= MostInstances } map => map.Entries.Select(e => (e.Key, e.Value)),
            ListTerm { Items.Length: <= MostInstances } list when list.Items.All(i => i is TextTerm) => list.Items.Select(i => (((TextTerm)i).Text, i)),
            _ => null,
        };
        return keys is null
            ? [("", Content(found, new EachOf(Key: Term.Open("each.key"), Value: Term.Open("each.value"))))]
            : keys.Select(k => ($"[\"{k.Item1}\"]", Content(found, new EachOf(Key: Term.Of(k.Item1), Value: k.Item2))));
    }

    /// <summary>Attributes that every resource has once it is made.</summary>
    public static ImmutableHashSet<string> Ids { get; } = ImmutableHashSet.Create(
        StringComparer.Ordinal, "id", "arn", "key_id", "self_link", "name", "bucket", "guardrail_arn", "guardrail_id", "kms_key_arn", "key_arn", "kms_key_id", "role_arn", "subnet_id");

    private MapTerm Content(Sourced found, EachOf each) => new Evaluator(this, each).Of(found.Block.Body, found.Block.Line);

    // A name that needs itself is never known.
    private Term Once(string name, Func<Term> value)
    {
        if (known.TryGetValue(name, out var found)) return found;
        if (reading.Count > 200 || !reading.Add(name)) return Term.Open(name);
        found = value();
        reading.Remove(name);
        return known[name] = found;
    }

    /// <summary>Bounds what one root may cost.</summary>
    internal sealed class StepCount
    {
        private int taken;

        public bool IsSpent => Interlocked.Increment(ref taken) > MostSteps;
    }
}

/// <summary>What `count.index`, `each.key` and `each.value` stand for in one instance.</summary>
internal readonly record struct EachOf(Term? Index = null, Term? Key = null, Term? Value = null);
