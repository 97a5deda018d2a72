using System.Collections.Immutable;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>What may stand in one place of a registry; the reader and the published schema both follow it.</summary>
public abstract record Form;

/// <summary>How a plain value is read.</summary>
public enum ScalarKind
{
    /// <summary>Any text; numbers are taken as they are written.</summary>
    Text,

    /// <summary>An account number, read as text.</summary>
    Account,

    /// <summary>A date or a time, UTC where it says no offset.</summary>
    Date,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>A whole number, 0 or more.</summary>
    Count,

    /// <summary>`sha256:` and 64 hexadecimal digits; the prefix may be left out.</summary>
    Hash,
}

/// <summary>A plain value.</summary>
/// <param name="Kind">How it is read.</param>
/// <param name="Choices">The only values there are; empty where any will do.</param>
public sealed record Scalar(ScalarKind Kind, params ImmutableArray<string> Choices) : Form;

/// <summary>A list; one element may stand alone without the brackets, and `[]` says that there is none.</summary>
public sealed record Many(Form Item) : Form;

/// <summary>Named fields. Keys that start with `x-` are the writer's own.</summary>
/// <param name="All">Every key there is, and what may stand there.</param>
/// <param name="Required">Keys that must be there.</param>
public sealed record Fields(ImmutableArray<(string Key, Form Form)> All, params ImmutableArray<string> Required) : Form
{
    /// <summary>What may stand under a key; null where there is no such key.</summary>
    public Form? this[string key]
    {
        get
        {
            foreach (var (name, form) in All) if (name == key) return form;
            return null;
        }
    }
}

/// <summary>A plain value, or the same with more said about it.</summary>
public sealed record Either(Form Plain, Form Rich) : Form;

/// <summary>At most one value; `[]` says that there is none.</summary>
public sealed record Optional(Form Item) : Form;

/// <summary>A mapping in somebody else's format.</summary>
public sealed record Foreign : Form;
