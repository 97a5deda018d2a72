using System.Collections.Immutable;
using System.Text;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>One thing that a value may be.</summary>
internal abstract record Atom;

/// <summary>A text; what is not known of it is <see cref="Value.Hole"/>.</summary>
internal sealed record TextAtom(string Text) : Atom;

/// <summary>Data from outside.</summary>
internal sealed record Taint(SourceKind Source, string Name, int Line, bool IsPart, Checks Checks) : Atom;

/// <summary>What comes from a library, by its dotted path: `subprocess.run`, `requests.Session()`.</summary>
internal sealed record SymbolAtom(string Path) : Atom;

/// <summary>A function of the folder.</summary>
internal sealed record FunctionAtom(SourceFile File, Definition Definition, ObjectAtom? Self) : Atom
{
    /// <summary>Where it was made: the names it closes over.</summary>
    public Frame? Outer { get; init; }

    public bool Equals(FunctionAtom? other) => other is not null && ReferenceEquals(Definition, other.Definition) && Equals(Self, other.Self);

    public override int GetHashCode() => Definition.Line;
}

/// <summary>A class of the folder.</summary>
internal sealed record ClassAtom(SourceFile File, Definition Definition) : Atom
{
    public bool Equals(ClassAtom? other) => other is not null && ReferenceEquals(Definition, other.Definition);

    public override int GetHashCode() => Definition.Line;
}

/// <summary>A file of the folder as a module.</summary>
internal sealed record ModuleAtom(SourceFile File) : Atom;

/// <summary>An object, list or dictionary, by where it is made.</summary>
/// <param name="Id">Its number in the heap.</param>
internal sealed record ObjectAtom(int Id) : Atom;

/// <summary>Everything that an expression may be.</summary>
internal sealed class Value
{
    /// <summary>What stands in a text for what is not known.</summary>
    public const char Hole = '\uFFFC';

    private const int MostAtoms = 40;
    private const int MostTexts = 16;
    private const int LongestText = 4000;

    private Value(ImmutableArray<Atom> atoms) => Atoms = atoms;

    public static Value Nothing { get; } = new([]);

    public ImmutableArray<Atom> Atoms { get; }

    public IEnumerable<string> Texts => Atoms.OfType<TextAtom>().Select(t => t.Text);

    public IEnumerable<Taint> Taints => Atoms.OfType<Taint>();

    public IEnumerable<string> Symbols => Atoms.OfType<SymbolAtom>().Select(s => s.Path);

    public IEnumerable<ObjectAtom> Objects => Atoms.OfType<ObjectAtom>();

    public bool IsNothing => Atoms.IsEmpty;

    public static Value Of(Atom atom) => new([atom]);

    public static Value Text(string text) => Of(new TextAtom(text.Length <= LongestText ? text : text[..LongestText] + Hole));

    public static Value Symbol(string path) => Of(new SymbolAtom(path));

    public static Value Of(IEnumerable<Atom> atoms)
    {
        var (all, texts) = (new List<Atom>(), 0);
        foreach (var atom in atoms)
        {
            if (all.Count >= MostAtoms) break;
            if (all.Contains(atom) || (atom is TextAtom && ++texts > MostTexts)) continue;
            all.Add(atom);
        }

        return all.Count == 0 ? Nothing : new([.. all]);
    }

    public Value Or(Value other) => other.IsNothing || ReferenceEquals(this, other) ? this : IsNothing ? other : other.Atoms.All(a => Atoms.Contains(a)) ? this : Of(Atoms.Concat(other.Atoms));

    /// <summary>The data alone.</summary>
    public Value Data(bool isPart) => Of(Taints.Select(t => isPart ? t with { IsPart = true } : t));

    /// <summary>The same with data that went through a check.</summary>
    public Value With(Checks checks) => checks == Checks.None || !Taints.Any() ? this : Of(Atoms.Select(a => a is Taint taint ? taint with { Checks = taint.Checks | checks } : a));

    /// <summary>Texts put one behind the other; data of the parts is part of the whole.</summary>
    public static Value Join(IReadOnlyList<Value> parts, string between = "")
    {
        var made = new List<string> { "" };
        var (atoms, isFirst) = (new List<Atom>(), true);
        foreach (var part in parts)
        {
            var texts = part.Texts.Take(MostTexts).ToList();
            if (texts.Count == 0 || part.Taints.Any()) texts.Add(Hole.ToString());
            if (made.Count * texts.Count > MostTexts) texts = [.. texts.Take(Math.Max(1, MostTexts / made.Count))];
            made = [.. made.SelectMany(m => texts.Select(t => Put(m, t, isFirst ? "" : between)))];
            atoms.AddRange(part.Taints.Select(t => parts.Count > 1 ? t with { IsPart = true } : t));
            isFirst = false;
        }

        return Of(made.Where(m => m.Trim(Hole).Length > 0).Select(m => (Atom)new TextAtom(m)).Concat(atoms));
    }

    // A path that starts at the root or at home does not lie below what stands before it.
    private static string Put(string a, string b, string between)
    {
        if (between == "/" && a.Length > 0 && b.Length > 0 && b[0] is '/' or '~') return b;
        var text = between == "/" ? a.TrimEnd('/') + (a.Length > 0 || b.StartsWith('/') ? "/" : "") + b.TrimStart('/') : a + between + b;
        return text.Length <= LongestText ? text : text[..LongestText];
    }

    /// <summary>As people may read it: the written texts, data by its name.</summary>
    public string Shown()
    {
        var text = Texts.FirstOrDefault() ?? (Taints.FirstOrDefault() is { Name.Length: > 0 } taint ? $"{{{taint.Name}}}" : Symbols.FirstOrDefault() ?? "");
        var plain = new StringBuilder();
        foreach (var c in text.Length <= 120 ? text : text[..120]) plain.Append(c == Hole ? '…' : char.IsControl(c) ? ' ' : c);
        return plain.ToString().Trim();
    }
}
