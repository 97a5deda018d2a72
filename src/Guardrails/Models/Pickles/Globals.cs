namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>Something imported or reached by a stream, and how it was used.</summary>
internal sealed class Reached(int id, string module, string name, Weight weight)
{
    public int Id => id;

    public string Module => module;

    /// <summary>Empty where the module itself was reached.</summary>
    public string Name => name;

    public Weight Weight => weight;

    public string Path => name.Length == 0 ? module : $"{module}.{name}";

    /// <summary>What its constructor does that no model needs; null where nothing bad is known of it.</summary>
    public string? Constructor { get; } = Constructors.Harm(module, name);

    public long NamedAt { get; set; } = -1;

    public long CalledAt { get; set; } = -1;

    public Traits Traits => Traits.Callable
        | (weight.Role is Role.Attribute or Role.AttributeGetter or Role.MethodCaller or Role.Caller or Role.Importer ? Traits.Indirect : 0)
        | (weight.Role == Role.TensorLoader ? Traits.Loader : 0)
        | (weight.Danger >= Danger.High ? Traits.Danger : weight.Danger == Danger.Review ? Traits.Stranger : 0);

    public Value Value => new(Kind.Global, Traits, id, 0);
}

/// <summary>Everything that the streams of one artifact import, numbered.</summary>
internal sealed class Globals
{
    /// <summary>More different names than any model has.</summary>
    public const int Most = 100_000;

    private readonly Dictionary<(string, string), Reached> byName = [];
    private readonly List<Reached> all = [];
    private readonly List<Reached> touched = [];

    public Reached this[int id] => all[id];

    public int Count => all.Count;

    /// <summary>The same object for the same name; the last one there is room for, for all beyond.</summary>
    public Reached Of(string module, string name)
    {
        if (byName.TryGetValue((module, name), out var there)) return there;
        if (all.Count >= Most) (module, name) = ("", "too many names");
        if (byName.TryGetValue((module, name), out there)) return there;
        there = new Reached(all.Count, module, name, module.Length == 0 ? new Weight(Danger.High, "more names than any model has") : Known.Of(module, name));
        all.Add(there);
        byName[(module, name)] = there;
        return there;
    }

    /// <summary>The name is imported here.</summary>
    public Value Name(Reached reached, long at)
    {
        if (reached.NamedAt < 0)
        {
            reached.NamedAt = at;
            touched.Add(reached);
        }

        return reached.Value;
    }

    /// <summary>Writes down what was reached, and forgets it was: the next stream tells for itself.</summary>
    public void Tell(Judgement judgement)
    {
        foreach (var reached in touched)
        {
            Tell(reached, judgement);
            (reached.NamedAt, reached.CalledAt) = (-1, -1);
        }

        touched.Clear();
    }

    private static void Tell(Reached reached, Judgement judgement)
    {
        var weight = reached.Weight;
        var called = reached.CalledAt >= 0;
        var at = called ? reached.CalledAt : reached.NamedAt;
        if (weight.Danger == Danger.Critical && called) judgement.Sign("dangerous-call", Danger.Critical, at, reached.Path, weight.Why);
        else if (weight.Danger == Danger.Critical) judgement.Sign("dangerous-import", Danger.High, at, reached.Path, $"{weight.Why}; imported, not seen to be called");
        else if (weight.Danger == Danger.High) judgement.Sign(called ? "risky-call" : "risky-import", called ? Danger.High : Danger.Review, at, reached.Path, weight.Why);
        else if (weight is { Danger: Danger.Review, Standard: true } && called && !char.IsAsciiLetterUpper(reached.Name.Split('.')[^1].TrimStart('_').FirstOrDefault())) judgement.Sign("library-call", Danger.High, at, reached.Path, "a function of the standard library that no model is known to need");
        else if (weight.Danger == Danger.Review) judgement.Sign(called ? "unknown-call" : "unknown-import", Danger.Review, at, reached.Path, weight.Why);
        else judgement.Fact("imports", reached.Path);
    }
}
