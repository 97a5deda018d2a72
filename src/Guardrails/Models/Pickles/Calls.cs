namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>Follows what calls would give, through the functions that find and call others; nothing is called.</summary>
internal sealed class Calls(Heap heap, Globals globals, Texts texts, Judgement judgement, Carried carried)
{
    private readonly InlineArrays arrays = new(heap, globals, texts, judgement);

    private const int Deepest = 16;

    // The function that they call comes after what they call it on.
    private static readonly HashSet<string> DataFirst = ["sorted", "min", "max", "accumulate", "groupby", "__generator_ctor", "__randomstate_ctor"];

    /// <summary>True once Python would have stopped reading: what cannot be told from there on is not scanned.</summary>
    public bool Broken { get; set; }

    /// <summary>Another stream begins.</summary>
    public void Clear()
    {
        Broken = false;
        arrays.Clear();
    }

    /// <summary>`STACK_GLOBAL`: an import whose names lie on the stack.</summary>
    public Value Import(Value module, Value name, long at)
    {
        if (texts.Of(module) is not { } moduleText || texts.Of(name) is not { } nameText)
        {
            if (module.Kind == Kind.Forgotten || name.Kind == Kind.Forgotten) judgement.NotScanned("imports a name from before what is remembered", at);
            else Say("undecidable-import", at, "STACK_GLOBAL", "the name of what is imported cannot be told");
            return Value.Unknown;
        }

        if (!module.IsText || !name.IsText) Say("built-name", at, $"{moduleText}.{nameText}", "the name of what is imported is put together while loading");
        return Named(moduleText, nameText, at);
    }

    /// <summary>An import by name.</summary>
    public Value Named(string module, string name, long at) => globals.Name(globals.Of(module.Trim(), name.Trim()), at);

    /// <summary>What a call gives.</summary>
    /// <param name="made">True where only an object is made, as `NEWOBJ` does: no constructor runs.</param>
    public Value Call(Value callee, Value args, long at, int depth = 0, bool made = false)
    {
        if (heap.TraitsOf(args).HasFlag(Traits.Loader)) Say("hidden-call", at, "_load_from_bytes", "what unpickles is handed on, to be called elsewhere");
        if (depth > Deepest) return Value.Unknown;
        switch (callee.Kind)
        {
            case Kind.Global: return CallGlobal(globals[callee.Size], args, at, depth, made);
            case Kind.Result: return CallResult(callee, args, at, depth, made);
            case Kind.Forgotten:
                judgement.NotScanned("calls something from before what is remembered", at);
                return Value.Unknown;
            case Kind.Unknown or Kind.Outside or Kind.Extension:
                Say("undecidable-call", at, callee.Kind == Kind.Unknown ? "REDUCE" : callee.Kind == Kind.Outside ? "persistent id" : "extension code", "what is called cannot be told");
                return Value.Unknown;
            default: return Value.Unknown;
        }
    }

    /// <summary>`BUILD`, as far as it changes more than the object itself.</summary>
    public void Build(Value target, Value state, long at)
    {
        Change(target, at);
        if (target.Kind == Kind.Result) Restores(globals[target.Size], state, at);
        if (heap.TraitsOf(state).HasFlag(Traits.Loader)) Say("hidden-call", at, "_load_from_bytes", "what unpickles is handed on, to be called elsewhere");
        if (!heap.TraitsOf(state).HasFlag(Traits.Callable)) return;
        if (state.Kind == Kind.Tuple)
        {
            for (var i = 0; i < Math.Min(state.Size, 2); i++) Plants(heap.Item(state, i), at);
        }
        else
        {
            Plants(state, at);
        }
    }

    /// <summary>What stands in the stream behind the state of an object; null where the next opcode does.</summary>
    public Follow? Follows(Value target, Value state, Artifact artifact, long at) => arrays.After(target, state, artifact, at);

    /// <summary>Arguments by name: a function among them is there to be called.</summary>
    public void Keywords(Value named, long at)
    {
        if (!heap.TraitsOf(named).HasFlag(Traits.Callable)) return;
        for (var i = 1; i < heap.Count(named); i += 2)
        {
            if (heap.Item(named, i) is { Kind: Kind.Global } function && globals[function.Size].Weight.Role != Role.Class) Call(function, Untold, at, 1);
        }
    }

    /// <summary>Something is put into it: into a module or class, that is an attack on whoever uses it next.</summary>
    public void Change(Value target, long at)
    {
        if (target.Kind == Kind.Global) Say("changes-import", at, globals[target.Size].Path, "changes what it imported");
    }

    private Value CallGlobal(Reached callee, Value args, long at, int depth, bool made)
    {
        if (callee.CalledAt < 0) callee.CalledAt = at;
        var result = Result(callee, args);
        if (!made && callee.Constructor is { } why && heap.Count(args) != 0) judgement.Sign("dangerous-constructor", Danger.Critical, at, callee.Path, why);
        switch (callee.Weight.Role)
        {
            case Role.Attribute: return Attribute(heap.Item(args, 0), heap.Item(args, 1), at);
            case Role.Importer when texts.Of(heap.Item(args, 0)) is { } module: return Named(module, "", at);
            case Role.Importer:
                Say("undecidable-import", at, callee.Path, "the name of what is imported cannot be told");
                return Value.Unknown;
            case Role.Maker: return Make(callee, args, at, depth);
            case Role.Class when !made:
                Construct(callee, args, at);
                return result;
            case Role.Caller: return Through(callee, args, result, at, depth);
            case Role.Partial when heap.Count(args) != 0 && heap.Item(args, 0) is { Kind: Kind.Unknown or Kind.Outside or Kind.Extension }:
                Say("undecidable-call", at, callee.Path, "what is called cannot be told");
                return result;
            case Role.DataType:
                arrays.Describe(result);
                return result;
            case Role.CodeMaker:
                Inspect(callee, args, at);
                return result;
            case Role.TensorLoader:
                Load(callee, args, at);
                return result;
            default:
                if (callee.Weight is { Danger: Danger.Review, Standard: true } && heap.TraitsOf(args).HasFlag(Traits.Indirect)) Say("hidden-call", at, callee.Path, "is handed a function that finds others by name");
                return result;
        }
    }

    private Value CallResult(Value callee, Value args, long at, int depth, bool made)
    {
        var maker = globals[callee.Size];
        var held = heap.Part(callee.At);
        switch (maker.Weight.Role)
        {
            case Role.AttributeGetter: return Attribute(heap.Item(args, 0), heap.Item(held, 0), at);
            case Role.MethodCaller: return Call(Attribute(heap.Item(args, 0), heap.Item(held, 0), at), Joined(held, args, 1), at, depth + 1);
            case Role.Partial: return Call(heap.Item(held, 0), Joined(held, args, 1), at, depth + 1);
            case Role.TypeByName:
                Inspect(maker, args, at);
                return Result(maker, args);
            case Role.CodeMaker when maker.Name == "_make_skeleton_enum" || (made && maker.Name == "_make_skeleton_class"):
                judgement.Sign("makes-own-object", Danger.Review, at, maker.Path, "makes an object of a class whose code is in the file");
                return Value.Unknown;
            case Role.CodeMaker:
                judgement.Sign("runs-own-code", Danger.Critical, at, maker.Path, "calls a function whose code is in the file");
                return Value.Unknown;
            default:
                Say("indirect-call", at, $"{maker.Path}(…)", "calls what a call gave");
                return Value.Unknown;
        }
    }

    private Value Attribute(Value owner, Value name, long at)
    {
        if (texts.Of(name) is not { } text)
        {
            Say("undecidable-attribute", at, "getattr", "the name of the attribute cannot be told");
            return Value.Unknown;
        }

        if (owner.Kind is Kind.Global or Kind.Result)
        {
            var reached = globals[owner.Size];
            return Named(reached.Module, reached.Name.Length == 0 ? text : $"{reached.Name}.{text}", at);
        }

        if (owner.IsText) return Named("builtins", $"{(owner.Kind == Kind.Bytes ? "bytes" : "str")}.{text}", at);
        return owner.Kind is Kind.Plain or Kind.Integer or Kind.Tuple or Kind.Container ? Named("builtins", $"object.{text}", at) : Value.Unknown;
    }

    // `copyreg._reconstructor(cls, …)` and `_rebuild_from_type_v2(function, type, args, …)` call the first with the third.
    private Value Make(Reached maker, Value args, long at, int depth) =>
        heap.Item(args, 0) is { Kind: not (Kind.Plain or Kind.Integer) } first ? Call(first, heap.Item(args, 2) is { Kind: Kind.Tuple } inner ? inner : args, at, depth + 1, maker.Module is "copyreg" or "copy_reg") : Value.Unknown;

    // What a constructor does with its arguments nobody vouches for; some are known to execute them.
    private void Construct(Reached type, Value args, long at)
    {
        if (type.Constructor is null && heap.Count(args) != 0) judgement.Sign("constructor-call", Danger.Review, at, type.Path, "runs a constructor, which is more than restoring an object");
    }

    private Value Through(Reached caller, Value args, Value result, long at, int depth)
    {
        var last = Math.Min(3, Math.Max(heap.Count(args), 1));
        var first = DataFirst.Contains(caller.Name) ? 1 : 0;
        for (var i = first; i < last; i++)
        {
            var handed = heap.Item(args, i);
            if (handed.Kind == Kind.Global && globals[handed.Size] is { } function)
            {
                if (function.Traits.HasFlag(Traits.Indirect)) Say("hidden-call", at, function.Path, "a function that finds others by name is called on a list");
                else if (function.Weight.Role is Role.Class or Role.TensorLoader || function.Constructor is not null) Call(handed, Untold, at, depth + 1);
                else if (function.CalledAt < 0) function.CalledAt = at;
            }
            else if (handed.Kind == Kind.Result && (i == 0 || globals[handed.Size].Weight.Role is not (Role.None or Role.Same or Role.Caller or Role.Class or Role.Getter)))
            {
                Call(handed, Untold, at, depth + 1);
            }
            else if (handed.Kind is Kind.Unknown or Kind.Outside or Kind.Extension && i == first && heap.Count(args) != 0)
            {
                Say("undecidable-call", at, caller.Path, "what is called cannot be told");
            }
        }

        return result;
    }

    private void Load(Reached callee, Value args, long at)
    {
        var given = heap.Item(args, 0);
        if (given.IsText) carried.Add(given, loaded: true);
        else if (Encoded(given) is { } text) carried.Add(text, loaded: true, recoded: true);
        else Say("undecidable-load", at, callee.Path, "loads what cannot be told");
    }

    // Python 2 bytes are written as a text that is encoded one byte a character; other codecs are not followed.
    private Value? Encoded(Value given)
    {
        if (given.Kind != Kind.Result || globals[given.Size] is not { Weight.Role: Role.Codec, Name: "encode" }) return null;
        var args = heap.Part(given.At);
        return heap.Item(args, 0) is { IsText: true } text && texts.Of(heap.Item(args, 1))?.ToLowerInvariant() is "latin1" or "latin-1" or "latin_1" or "iso8859-1" or "iso-8859-1" ? text : null;
    }

    private void Inspect(Reached maker, Value args, long at)
    {
        if (new CodeWords(heap, texts).In(args) is { } word) judgement.Sign("dangerous-code", Danger.Critical, at, maker.Path, $"makes a function of code that says `{word}`");
        else judgement.Sign("carries-code", Danger.Review, at, maker.Path, "makes a function or class of code that is in the file");
    }

    // A design is made anew of its formula, which is Python.
    private void Restores(Reached type, Value state, long at)
    {
        if (type.Module is not "statsmodels.base.data") return;
        var count = heap.Count(state);
        for (var i = 0; i + 1 < count; i += 2) if (texts.Literal(heap.Item(state, i), 64) is "restore_design_info") count = -1;
        if (count < 0) judgement.Sign("evaluates-state", Danger.Review, at, type.Path, "evaluates a formula of its state, which is Python");
    }

    private void Plants(Value state, long at)
    {
        for (var i = 0; i + 1 < heap.Count(state); i += 2)
        {
            var value = heap.Item(state, i + 1);
            if (!value.Traits.HasFlag(Traits.Callable) || texts.Literal(heap.Item(state, i), 64) is not { } key) continue;
            if (key.StartsWith("__", StringComparison.Ordinal) && key.EndsWith("__", StringComparison.Ordinal)) Say("plants-method", at, key, "gives an object a method of Python's own protocol");
        }
    }

    private static Value Untold => new(Kind.Forgotten, Traits.None, 0, 0);

    private Value Result(Reached callee, Value args) => new(
        Kind.Result,
        Traits.Callable | (callee.Weight.Role is Role.AttributeGetter or Role.MethodCaller ? Traits.Indirect : 0) | (heap.TraitsOf(args) & (Traits.Danger | Traits.Indirect) & (callee.Weight.Role == Role.Partial ? (Traits)0xFF : 0)),
        callee.Id,
        heap.Keep([args]));

    private Value Joined(Value held, Value args, int skip)
    {
        var (before, after) = (heap.Count(held), heap.Count(args));
        if (before < 0 || after < 0) return Untold;
        var all = new List<Value>();
        for (var i = skip; i < before; i++) all.Add(heap.Item(held, i));
        for (var i = 0; i < after; i++) all.Add(heap.Item(args, i));
        return heap.Tuple(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all));
    }

    private void Say(string kind, long at, string subject, string why)
    {
        if (Broken) judgement.NotScanned("what is called after the stream broke cannot be told", at);
        else judgement.Sign(kind, Danger.High, at, subject, why);
    }
}
