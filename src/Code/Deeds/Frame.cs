using Plumbline.Code.Names;

namespace Plumbline.Code.Deeds;

/// <summary>One run through a function, a class or a file: what its names hold.</summary>
/// <param name="file">The file.</param>
/// <param name="scope">The scope whose steps are taken.</param>
/// <param name="outer">The run around it, whose names are seen; null for a file.</param>
internal sealed class Frame(SourceFile file, string scope, Frame? outer)
{
    public SourceFile File { get; } = file;

    public string Scope { get; } = scope;

    public Frame? Outer { get; } = outer;

    public Dictionary<string, Value> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The object that the method is called on.</summary>
    public ObjectAtom? This { get; init; }

    /// <summary>The tool that leads here; empty where none does.</summary>
    public string Tool { get; init; } = "";

    /// <summary>True where whoever called swallows errors.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>True where it runs beside what started it.</summary>
    public bool IsAside { get; init; }

    /// <summary>True where nobody was seen to call what leads here.</summary>
    public bool IsUncalled { get; init; }

    /// <summary>What decides whether it runs at all.</summary>
    public string Trigger { get; init; } = "";

    /// <summary>What it waits for from here on: a condition that leaves before it holds lies behind.</summary>
    public string Waited { get; set; } = "";

    /// <summary>How many calls lie around it.</summary>
    public int Depth { get; init; }

    /// <summary>The block of the step that is taken.</summary>
    public int Block { get; set; } = -1;

    /// <summary>What is returned.</summary>
    public Value Returned { get; set; } = Value.Nothing;
}

/// <summary>What an object holds.</summary>
internal sealed class Held
{
    /// <summary>Of what class it is.</summary>
    public ClassAtom? Class { get; init; }

    /// <summary>What library call made it: `open()`.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>True for a dictionary, whose keys are what goes through it.</summary>
    public bool IsMap { get; init; }

    public Dictionary<string, Value> Fields { get; } = new(StringComparer.Ordinal);

    public Held Copy()
    {
        var copy = new Held { Class = Class, Symbol = Symbol, IsMap = IsMap };
        foreach (var (name, value) in Fields) copy.Fields[name] = value;
        return copy;
    }
}

/// <summary>The objects of one run, laid over those of the files themselves.</summary>
/// <param name="below">What the files made; null for themselves.</param>
internal sealed class Heap(Heap? below)
{
    private const int MostFields = 200;
    private readonly Dictionary<int, Held> held = [];
    private readonly Dictionary<object, int> sites = new(ReferenceEqualityComparer.Instance);
    private readonly int[] last = below?.last ?? [0];

    /// <summary>How often something was put into it.</summary>
    public int Changes { get; private set; }

    /// <summary>The object that is made at a place.</summary>
    public (ObjectAtom Object, Held Held) Make(object site, Func<Held> make)
    {
        if (below is not null && below.sites.TryGetValue(site, out var old)) return (new ObjectAtom(old), Own(old));
        if (!sites.TryGetValue(site, out var id))
        {
            // Numbers are never used again: what files hold outlives what one entry makes.
            id = ++last[0];
            sites[site] = id;
            held[id] = make();
        }

        return (new ObjectAtom(id), held[id]);
    }

    public Held Of(ObjectAtom atom) => held.TryGetValue(atom.Id, out var own) ? own : below!.Of(atom);

    public void Set(ObjectAtom atom, string field, Value value)
    {
        var of = Own(atom.Id);
        if (value.IsNothing && of.Fields.ContainsKey(field)) return;
        if (!of.Fields.ContainsKey(field) && of.Fields.Count >= MostFields) field = "*";
        var before = of.Fields.GetValueOrDefault(field, Value.Nothing);
        var now = before.Or(value);
        if (!ReferenceEquals(before, now)) Changes++;
        of.Fields[field] = now;
    }

    private Held Own(int id)
    {
        if (held.TryGetValue(id, out var own)) return own;
        return held[id] = below!.Of(new ObjectAtom(id)).Copy();
    }
}
