using System.Collections.Immutable;
using System.Globalization;

namespace Plumbline.Collectors.Declared.Infrastructure;

/// <summary>A value of infrastructure code, as far as it can be known without running it.</summary>
/// <param name="Line">1-based line that says it; 0 where no line does.</param>
public abstract record Term(int Line)
{
    /// <summary>Nothing: not set, so that the provider's default holds.</summary>
    public static readonly NullTerm Null = new(0);

    /// <summary>A text.</summary>
    public static TextTerm Of(string text, int line = 0) => new(text, line);

    /// <summary>A truth value.</summary>
    public static FlagTerm Of(bool flag, int line = 0) => new(flag, line);

    /// <summary>A number.</summary>
    public static NumberTerm Of(double number, int line = 0) => new(number, line);

    /// <summary>A value that cannot be known: <paramref name="why"/> names it.</summary>
    public static OpenTerm Open(string why, int line = 0) => new(why, [], false, line);

    /// <summary>The text that a scalar is written as; null for anything else.</summary>
    public string? AsText => this switch
    {
        TextTerm text => text.Text,
        NumberTerm number => number.Number.ToString("R", CultureInfo.InvariantCulture),
        FlagTerm flag => flag.Flag ? "true" : "false",
        _ => null,
    };

    /// <summary>The truth value, also of the texts `true` and `false`; null for anything else.</summary>
    public bool? AsFlag => this switch
    {
        FlagTerm flag => flag.Flag,
        TextTerm { Text: "true" or "True" } => true,
        TextTerm { Text: "false" or "False" } => false,
        _ => null,
    };

    /// <summary>The first part, however deep, that cannot be known; null where all of it is known.</summary>
    public OpenTerm? Unknown => Extent.Unknown;

    /// <summary>How deep and large it is.</summary>
    public virtual Extent Extent => new(1, 1, null);

    /// <summary>The same value, said at another line where it has none of its own.</summary>
    public Term At(int line) => Line > 0 ? this : this with { Line = line };

    /// <summary>True where two known values are the same, whatever lines say them.</summary>
    public static bool Same(Term a, Term b) => IsComparable(a, b) && Alike(a, b);

    /// <summary>True where both are small enough to be compared.</summary>
    public static bool IsComparable(Term a, Term b) => Math.Min(a.Extent.Size, b.Extent.Size) <= MostCompared;

    private const int MostCompared = 200_000;

    private static bool Alike(Term a, Term b) => (a, b) switch
    {
        (ListTerm x, ListTerm y) => x.Items.Length == y.Items.Length && (x.Items == y.Items ? x.Unknown is null : x.Items.Zip(y.Items).All(p => Alike(p.First, p.Second))),
        (MapTerm x, MapTerm y) => x.Entries.Length == y.Entries.Length && (x.Entries == y.Entries ? x.Unknown is null : x.Entries.All(e => y[e.Key] is { } other && Alike(e.Value, other))),
        (NullTerm, NullTerm) => true,
        (OpenTerm, _) or (_, OpenTerm) => false,
        _ => a.AsText is { } text && text == b.AsText,
    };
}

/// <summary>A text.</summary>
public sealed record TextTerm(string Text, int Line) : Term(Line);

/// <summary>A number.</summary>
public sealed record NumberTerm(double Number, int Line) : Term(Line);

/// <summary>A truth value.</summary>
public sealed record FlagTerm(bool Flag, int Line) : Term(Line);

/// <summary>Nothing.</summary>
public sealed record NullTerm(int Line) : Term(Line);

/// <summary>A list, or the blocks of one type.</summary>
public sealed record ListTerm(ImmutableArray<Term> Items, int Line) : Term(Line)
{
    private readonly (ImmutableArray<Term> Parts, Extent Extent) whole = Extent.Of(Items);

    /// <summary>The items; one that would make it deeper or larger than is kept is unknown.</summary>
    public ImmutableArray<Term> Items
    {
        get => whole.Parts;
        init => whole = Extent.Of(value);
    }

    /// <inheritdoc/>
    public override Extent Extent => whole.Extent;
}

/// <summary>A map, an object, or the content of a block; its keys in file order.</summary>
public sealed record MapTerm(ImmutableArray<KeyValuePair<string, Term>> Entries, int Line) : Term(Line)
{
    /// <summary>The key under which stands why keys that are not listed may be there all the same.</summary>
    public const string Rest = "\0";

    private readonly (ImmutableArray<KeyValuePair<string, Term>> Parts, Extent Extent) whole = Extent.Of(Entries);

    /// <summary>Keys and values; a value that would make it deeper or larger than is kept is unknown.</summary>
    public ImmutableArray<KeyValuePair<string, Term>> Entries
    {
        get => whole.Parts;
        init => whole = Extent.Of(value);
    }

    /// <inheritdoc/>
    public override Extent Extent => whole.Extent;

    /// <summary>The value of a key; null where there is none.</summary>
    public Term? this[string key]
    {
        get
        {
            foreach (var (name, term) in Entries) if (name == key) return term;
            return null;
        }
    }
}

/// <summary>A value that cannot be known.</summary>
/// <param name="Why">What it depends on, as written: `var.kms_key`, `aws_kms_key.main.arn`.</param>
/// <param name="Refs">Addresses of the resources it comes from.</param>
/// <param name="IsSet">True where it is certain that something stands there, although not what: the id of a resource that is declared.</param>
/// <param name="Line">1-based line.</param>
public sealed record OpenTerm(string Why, ImmutableArray<string> Refs, bool IsSet, int Line) : Term(Line)
{
    /// <summary>True where a text is written around what is not known, so that it is not a lone wildcard.</summary>
    public bool HasText { get; init; }

    /// <summary>The file whose text it is, relative to the scanned root; null where it is none.</summary>
    public string? OfFile { get; init; }

    /// <summary>True for a text that says more than a wildcard.</summary>
    public static bool Says(string text) => text.AsSpan().Trim(" *?").Length > 0;

    /// <summary>Address of the resource of which this is the name, whole and nothing else; null where it is no such name.</summary>
    public string? Names { get; init; }

    /// <inheritdoc/>
    public override Extent Extent => new(1, 1, this);
}
