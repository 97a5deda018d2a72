using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>Goes through code as it would run, with everything that a name may hold, and writes down what it does. Nothing is run.</summary>
/// <remarks>Bounded: steps of a folder and of one entry, depth of calls, texts and atoms of a value; what lies beyond is said not to be whole.</remarks>
internal sealed partial class Machine(CodeBase code, IReadOnlyList<SourceFile> files)
{
    /// <summary>Expressions that are looked at in one folder.</summary>
    private const long MostSteps = 6_000_000;

    /// <summary>Expressions that are looked at from one entry.</summary>
    private const long MostStepsOfEntry = 300_000;
    private const int DeepestCalls = 24;
    private const int DeepestExpression = 2000;
    private const int MostRuns = 3;
    private const int DeepestModules = 40;
    private const int DeepestImports = 20;
    private readonly Dictionary<SourceFile, FileSteps> walked = [];
    private readonly Dictionary<SourceFile, Frame> modules = [];
    private readonly Dictionary<(SourceFile File, string Scope), Frame> classes = [];
    private readonly Dictionary<Call, List<(int Place, Checks Checks)>> told = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Definition> reached = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Definition Definition, string Arguments)> running = [];
    private Dictionary<(Definition Definition, string Arguments), (int Runs, int Changes, Value Value)> known = new();
    private Heap heap = new(null);
    private Heap? filesHeap;
    private long steps;
    private long entrySteps;
    private int depth;
    private int importing;
    private int opening;

    /// <summary>What was written down.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>False where a bound was reached.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Goes through the files themselves; what they make stays for everything that follows.</summary>
    public void RunFiles()
    {
        foreach (var file in files) ModuleOf(file);
        filesHeap = heap;
    }

    /// <summary>Goes through a function that is called from outside.</summary>
    public Value RunEntry(SourceFile file, Definition function, string tool, SourceKind source, ObjectAtom? self = null, Frame? outer = null)
    {
        (heap, entrySteps, known) = (new Heap(filesHeap), 0, new());
        var arguments = function.Parameters.Select((p, at) => new Passed(p.Name, Given(p, source, function.Line), false)).ToList();
        outer ??= OuterOf(file, function);
        return Invoke(new FunctionAtom(file, function, self ?? SelfOf(file, function)) { Outer = outer }, arguments, new Frame(file, function.Scope, outer) { Tool = tool, IsUncalled = source == SourceKind.Argument });
    }

    /// <summary>True for a function that something else led to.</summary>
    public bool IsReached(Definition definition) => reached.Contains(definition);

    private static Value Given(Parameter parameter, SourceKind source, int line) => ParameterTypes.IsContext(parameter)
        ? Value.Symbol("context()")
        : Value.Of(new Taint(source, parameter.Name.StartsWith('=') ? "" : parameter.Name, line, false, ParameterTypes.IsNarrow(parameter.Type) ? Checks.Listed : Checks.None));

    private ObjectAtom? SelfOf(SourceFile file, Definition function) => file.Around(function.Scope) is { Kind: DefinitionKind.Class } holder
        ? Instantiate(new ClassAtom(file, holder), [], holder, new Frame(file, "", ModuleOf(file))).Objects.FirstOrDefault() : null;

    private Frame OuterOf(SourceFile file, Definition function)
    {
        var frame = ModuleOf(file);
        if (function.Scope.Length == 0) return frame;
        // A function inside of another sees what that one binds: the names are gone through once, for nobody.
        var parts = function.Scope.Split('.');
        for (var at = 1; at <= parts.Length; at++)
        {
            var scope = string.Join('.', parts[..at]);
            if (file.Around(scope) is { Kind: DefinitionKind.Function }) frame = Follow(new Frame(file, scope, frame) { IsAside = false, Depth = 1 });
        }

        return frame;
    }

    private Frame ModuleOf(SourceFile file)
    {
        if (modules.TryGetValue(file, out var frame)) return frame;
        modules[file] = frame = new Frame(file, "", null);
        if (opening >= DeepestModules)
        {
            IsWhole = false;
            return frame;
        }

        opening++;
        var (outer, kept) = (entrySteps, depth);
        var entry = heap;
        (entrySteps, depth, heap) = (0, 0, filesHeap ?? heap);
        Follow(frame);
        (entrySteps, depth, heap) = (outer, kept, entry);
        opening--;
        return frame;
    }

    private Frame ClassOf(ClassAtom atom)
    {
        var key = (atom.File, atom.Definition.Inside);
        if (classes.TryGetValue(key, out var frame)) return frame;
        classes[key] = frame = new Frame(atom.File, atom.Definition.Inside, ModuleOf(atom.File));
        var entry = heap;
        heap = filesHeap ?? heap;
        Follow(frame);
        heap = entry;
        return frame;
    }

    private FileSteps StepsOf(SourceFile file) => walked.TryGetValue(file, out var found) ? found : walked[file] = new FileSteps(file);

    private Frame Follow(Frame frame)
    {
        var all = StepsOf(frame.File);
        var last = -1;
        foreach (var step in all.In(frame.Scope))
        {
            Leave(all, last, step.Block, frame);
            if (step.Block >= 0 && step.Block != last) Looped(step.Block, frame);
            frame.Block = last = step.Block;
            Take(step, frame);
            if (IsSpent()) break;
        }

        Leave(all, last, -1, frame);
        return frame;
    }

    private void Leave(FileSteps all, int last, int now, Frame frame)
    {
        foreach (var left in all.Left(last, now))
        {
            if (left is not { Leaves: true, Kind: BlockKind.If, Condition: { } condition }) continue;
            Guard(condition, frame);
            if (Waits(condition, frame) is { Length: > 0 } trigger) frame.Waited = trigger;
        }
    }

    private bool IsSpent()
    {
        if (steps <= MostSteps && entrySteps <= MostStepsOfEntry) return false;
        IsWhole = false;
        return true;
    }

    private void Take(Step step, Frame frame)
    {
        if (step.Binding is not { } binding)
        {
            if (step.Value is Other { Mark: "", Inner: [Indexed place, var given] }) SetElement(place, Evaluate(given, frame), frame);
            else Evaluate(step.Value!, frame, isUsed: step.Value is not Call);
            if (step.Value is Call call) Checked(call, frame);
            return;
        }

        if (binding.Value is null) return;
        var value = Evaluate(binding.Value, frame, isUsed: false);
        if (binding.Name == Binding.Return && binding.Scope == frame.Scope)
            frame.Returned = frame.Returned.Or(value);
        else if (binding.Scope != frame.Scope && frame.This is { } self) heap.Set(self, binding.Name, value);
        else if (binding.Name.IndexOf('.') is > 0 and var dot) SetMember(binding.Name[..dot], binding.Name[(dot + 1)..], value, frame, binding.Line);
        else if (step.Block < 0 || !binding.IsConditional) frame.Names[binding.Name] = value;
        else frame.Names[binding.Name] = frame.Names.GetValueOrDefault(binding.Name, Value.Nothing).Or(value);
    }

    // `d[key] = value`.
    private void SetElement(Indexed place, Value value, Frame frame)
    {
        var (of, at) = (Evaluate(place.Of, frame), Evaluate(place.At, frame));
        foreach (var container in of.Objects) heap.Set(container, at.Texts.FirstOrDefault(t => !t.Contains(Value.Hole, StringComparison.Ordinal)) ?? "*", value.Or(at.Data(true)));
        // Data that is given is its own container: what is put into it goes with it.
        if (place.Of is Name name && of.Taints.Any() && frame.Names.TryGetValue(name.Value, out var held)) frame.Names[name.Value] = held.Or(value);
        if (of.Symbols.Any(s => Symbols.EnvironmentOf(s) is not null))
            Note(DeedKind.ChangesEnvironment, "os.environ", at, new Site(new Call(place, [], [], false, place.Line), frame, Value.Nothing, "", []), Into(at, SinkKind.Setting).Concat(Into(value, SinkKind.Body)));
    }

    // What a model reads of a tool: the documentation of its function, the description of what was registered.
    private bool IsOffered(Value owner, string member) => member switch
    {
        "__doc__" => owner.Atoms.Any(a => a is FunctionAtom),
        "description" => owner.Symbols.Concat(owner.Objects.Select(o => heap.Of(o).Symbol)).Any(s => s.Contains("tool", StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    private void SetMember(string name, string member, Value value, Frame frame, int line)
    {
        var owner = Lookup(name, frame);
        if (frame.Tool.Length > 0 && value.Texts.Any(t => t.Contains(' ', StringComparison.Ordinal)) && IsOffered(owner, member))
            Note(DeedKind.Redescribes, member, Value.Text(name), new Site(new Call(new Name(name, line), [], [], false, line), frame, Value.Nothing, "", []), []);
        foreach (var of in owner.Objects) heap.Set(of, member, value);
        foreach (var of in owner.Atoms.OfType<ClassAtom>()) ClassOf(of).Names[member] = value;
    }
}
