namespace Plumbline.Collectors.Files;

/// <summary>What a scalar of TOML is.</summary>
public enum TomlKind
{
    /// <summary>A quoted text.</summary>
    Text,

    /// <summary>A whole number of 64 bits; its text is decimal.</summary>
    Integer,

    /// <summary>A number with fraction or exponent, `inf` or `nan`.</summary>
    Float,

    /// <summary>`true` or `false`.</summary>
    Boolean,

    /// <summary>A date, a time or both, as written.</summary>
    Date,
}

/// <summary>A TOML document as read: every node knows its line.</summary>
/// <param name="line">1-based line on which the node starts.</param>
public abstract class TomlNode(int line)
{
    /// <summary>1-based line on which the node starts; of a table that was never named itself, that of its first key.</summary>
    public int Line { get; } = line;

    /// <summary>The child of a table; null where this is none or has no such key.</summary>
    public virtual TomlNode? this[string key] => null;

    /// <summary>The text of a scalar of any kind; null for tables and arrays.</summary>
    public virtual string? Text => null;

    /// <summary>The elements of an array; none where this is no array.</summary>
    public virtual IReadOnlyList<TomlNode> Items => [];

    /// <summary>The keys and children of a table in file order; none where this is no table.</summary>
    public virtual IEnumerable<KeyValuePair<string, TomlNode>> Entries => [];

    /// <summary>The node below a path of keys; null where there is none.</summary>
    public TomlNode? At(params ReadOnlySpan<string> path)
    {
        TomlNode? at = this;
        foreach (var key in path) at = at?[key];
        return at;
    }
}

/// <summary>A text, number, boolean or date.</summary>
public sealed class TomlScalar(int line, TomlKind kind, string text) : TomlNode(line)
{
    /// <summary>What it is.</summary>
    public TomlKind Kind { get; } = kind;

    /// <inheritdoc/>
    public override string Text { get; } = text;
}

/// <summary>An array, or the tables of `[[name]]` headers.</summary>
public sealed class TomlArray(int line, bool isOfHeaders) : TomlNode(line)
{
    private readonly List<TomlNode> items = [];

    /// <summary>True where `[[name]]` headers make it; only those add to it.</summary>
    internal bool IsOfHeaders { get; } = isOfHeaders;

    /// <inheritdoc/>
    public override IReadOnlyList<TomlNode> Items => items;

    internal void Add(TomlNode item) => items.Add(item);
}

/// <summary>A table, its keys in file order.</summary>
public sealed class TomlTable : TomlNode
{
    private readonly OrderedDictionary<string, TomlNode> children = new(StringComparer.Ordinal);

    internal TomlTable(int line, TomlOpening opening)
        : base(line) => Opening = opening;

    /// <summary>What made it, and so what may still add to it.</summary>
    internal TomlOpening Opening { get; set; }

    /// <inheritdoc/>
    public override TomlNode? this[string key] => children.GetValueOrDefault(key);

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, TomlNode>> Entries => children;

    internal bool TryAdd(string key, TomlNode child) => children.TryAdd(key, child);
}

/// <summary>What made a table.</summary>
internal enum TomlOpening
{
    /// <summary>A header below it: one of its own may still come.</summary>
    Implied,

    /// <summary>Its own header, or the document.</summary>
    Header,

    /// <summary>Dotted keys of the table around it.</summary>
    Dotted,

    /// <summary>Braces: nothing may be added.</summary>
    Inline,
}
