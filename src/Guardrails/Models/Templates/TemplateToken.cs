namespace Plumbline.Guardrails.Models.Templates;

internal enum TokenKind
{
    /// <summary>Text that is printed as it stands.</summary>
    Data,

    /// <summary>`{{`, `{%` and what closes them.</summary>
    OpenOutput, OpenStatement, Close,
    Name, Text, Number, Mark,

    /// <summary>A character that no expression holds, or something left open.</summary>
    Wrong,
    End,
}

/// <summary>One token of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">As written; of a quoted text what it stands for.</param>
/// <param name="Offset">First character within the template.</param>
internal readonly record struct TemplateToken(TokenKind Kind, string Value, int Offset)
{
    public bool Is(string mark) => Kind is TokenKind.Mark && Value == mark;

    public bool IsName(string name) => Kind is TokenKind.Name && Value == name;
}
