namespace Plumbline.Code.Deeds;

/// <summary>What lists and dictionaries hold.</summary>
internal sealed partial class Machine
{
    private const int DeepestData = 5;
    private static readonly Taint WholeEnvironment = new(SourceKind.Environment, "*", 0, false, Checks.None);

    /// <summary>The data in a value and everything it holds.</summary>
    public IEnumerable<Taint> DataOf(Value value) => Flat(value).Taints;

    /// <summary>The written texts in a value and everything it holds.</summary>
    public IEnumerable<string> TextsOf(Value value) => TextsIn(value);

    private Value ElementOf(Value of, Value at, Frame frame)
    {
        var atoms = new List<Atom>(of.Taints.Select(t => at.Texts.FirstOrDefault() is { } key ? Named(t, key) : t));
        foreach (var symbol in of.Symbols)
            atoms.AddRange(Symbols.EnvironmentOf(symbol) is not null ? Environment(at, frame).Atoms : symbol is "sys.argv" or "process.argv" ? [Argument(frame)] : at.Texts.FirstOrDefault(IsName) is { } member ? MemberOf(Value.Symbol(symbol.EndsWith(".__dict__", StringComparison.Ordinal) ? symbol[..^9] : symbol), member, frame).Atoms : [new SymbolAtom(symbol + "[]")]);
        foreach (var container in of.Objects)
        {
            var held = heap.Of(container);
            var keys = at.Texts.ToList();
            foreach (var (name, value) in held.Fields) if (name is "*" or "=" || keys.Count == 0 || keys.Contains(name)) atoms.AddRange(value.Atoms);
        }

        return Value.Of(atoms);
    }

    private static bool IsName(string text) => text.Length is > 0 and < 40 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static Taint Argument(Frame frame) => new(SourceKind.Input, "argv", frame.File.Tree.Steps.Length > 0 ? 1 : 0, false, Checks.None);

    // `arguments["path"]` and `({ path })` are the parameter `path`.
    private static Taint Named(Taint taint, string key) =>
        taint.Source is SourceKind.Parameter or SourceKind.Argument && taint.Name is "" or "arguments" or "args" or "params" or "input" or "request" or "kwargs" && !char.IsAsciiDigit(key[..1].FirstOrDefault())
            && key is not ("get" or "params" or "arguments" or "items" or "values" or "keys") ? taint with { Name = key } : taint;

    /// <summary>What a loop goes through: the elements of a list, the keys of a dictionary, parts of data.</summary>
    private Value Each(Value of)
    {
        var atoms = new List<Atom>(of.Taints);
        foreach (var container in of.Objects)
        {
            var held = heap.Of(container);
            if (held.IsMap) atoms.AddRange(held.Fields.Keys.Where(k => k is not ("*" or "=")).Select(k => new TextAtom(k)));
            foreach (var (name, value) in held.Fields) if (!held.IsMap || name is "*" or "=") atoms.AddRange(value.Atoms);
        }

        foreach (var symbol in of.Symbols) if (symbol is "sys.argv" or "process.argv") atoms.Add(new Taint(SourceKind.Input, "argv", 1, false, Checks.None));
        return Value.Of(atoms);
    }

    /// <summary>Everything in a container, without its keys.</summary>
    private Value Elements(Value of) => of.Objects.SelectMany(o => heap.Of(o).Fields.Values).Aggregate(Value.Nothing, (a, b) => a.Or(b));

    /// <summary>A value with the data of everything in it.</summary>
    private Value Flat(Value of)
    {
        var isWhole = of.Symbols.Any(s => Symbols.EnvironmentOf(s) is not null);
        if (!isWhole && !of.Objects.Any()) return of;
        var seen = new HashSet<ObjectAtom>();
        var data = new List<Taint>();
        if (isWhole) data.Add(WholeEnvironment);
        Gather(of, 0, seen, data);
        return Value.Of(of.Atoms.Concat(data.Select(t => t with { IsPart = true })));
    }

    private void Gather(Value of, int level, HashSet<ObjectAtom> seen, List<Taint> data)
    {
        foreach (var container in of.Objects)
        {
            if (!seen.Add(container) || seen.Count > 200) continue;
            foreach (var value in heap.Of(container).Fields.Values)
            {
                if (value.Symbols.Any(s => Symbols.EnvironmentOf(s) is not null) && !data.Contains(WholeEnvironment)) data.Add(WholeEnvironment);
                foreach (var taint in value.Taints) if (!data.Contains(taint) && data.Count < 60) data.Add(taint);
                if (level < DeepestData) Gather(value, level + 1, seen, data);
            }
        }
    }

    /// <summary>Written texts in a value and everything in it.</summary>
    private IEnumerable<string> TextsIn(Value of, int level = 0) =>
        level > 3 ? [] : of.Texts.Concat(of.Objects.SelectMany(o => heap.Of(o).Fields.Values.ToList()).SelectMany(v => TextsIn(v, level + 1))).Take(200);
}
