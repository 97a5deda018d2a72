namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>What a value on the unpickler's stack is, as far as that can be told without executing.</summary>
internal enum Kind : byte
{
    /// <summary>Nothing to see: none, a truth value, a float.</summary>
    Plain,

    /// <summary>An integer; `At` is its value where it fits.</summary>
    Integer,

    /// <summary>A text in UTF-8, `Size` bytes at `At`.</summary>
    Text,

    /// <summary>A text with `\u` escapes, `Size` bytes at `At`.</summary>
    Escaped,

    /// <summary>A text as Python 2 wrote it, one byte per character.</summary>
    Latin,

    /// <summary>The same inside its quotes, with escapes.</summary>
    Quoted,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>`Size` values of the heap from `At` on.</summary>
    Tuple,

    /// <summary>A list, dict or set: node `At` of the heap.</summary>
    Container,

    /// <summary>Something imported: `Size` numbers it among the globals.</summary>
    Global,

    /// <summary>What a call gave: `Size` numbers what was called, `At` is where its argument lies on the heap.</summary>
    Result,

    /// <summary>What an unpickler finds for a persistent id or an out-of-band buffer.</summary>
    Outside,

    /// <summary>An extension code: whatever the reader has registered.</summary>
    Extension,

    /// <summary>Nobody can tell.</summary>
    Unknown,

    /// <summary>Built so long ago that it was dropped from the bounded memory.</summary>
    Forgotten,
}

/// <summary>What lies in a value, however deep.</summary>
[Flags]
internal enum Traits : byte
{
    None = 0,

    /// <summary>A function that calls or finds another one by name.</summary>
    Indirect = 1,

    /// <summary>Something imported that is not known to be good.</summary>
    Stranger = 2,

    /// <summary>Something dangerous.</summary>
    Danger = 4,

    /// <summary>Anything that can be called.</summary>
    Callable = 8,

    /// <summary>A function that unpickles what it is given.</summary>
    Loader = 16,
}

/// <summary>A symbolic value: sixteen bytes, no text copied.</summary>
internal readonly struct Value(Kind kind, Traits traits, int size, long at)
{
    // Kind, traits and size in one word: the machine writes two words for each opcode.
    private readonly ulong head = (byte)kind | ((ulong)traits << 8) | ((ulong)(uint)size << 32);

    public readonly long At = at;

    public Kind Kind => (Kind)(byte)head;

    public Traits Traits => (Traits)(byte)(head >> 8);

    public int Size => (int)(head >> 32);

    public static Value Plain => default;

    public static Value Unknown => new(Kind.Unknown, Traits.None, 0, 0);

    public bool IsText => Kind is >= Kind.Text and <= Kind.Bytes;

    public static Value Of(long number) => new(Kind.Integer, Traits.None, 0, number);
}
