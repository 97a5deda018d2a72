using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Plumbline.Code.TreeSitter;

/// <summary>One language's grammar: its words, and parsers for as many workers as there are.</summary>
internal sealed unsafe class Grammar
{
    /// <summary>Larger files are not parsed, in bytes.</summary>
    public const int Largest = 2 * 1024 * 1024;

    /// <summary>A file that takes longer is not parsed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private const ushort Error = ushort.MaxValue;
    private readonly nint language;
    private readonly string[] symbols;
    private readonly string[] fields;
    private readonly bool[] isKept;
    private readonly bool[] isNamed;
    private readonly ConcurrentBag<nint> parsers = [];

    private Grammar(Core core, nint language)
    {
        Core = core;
        this.language = language;
        symbols = [.. Enumerable.Range(0, (int)core.SymbolCount(language)).Select(i => Name(core.SymbolName(language, (ushort)i)))];
        fields = ["", .. Enumerable.Range(1, (int)core.FieldCount(language)).Select(i => Name(core.FieldName(language, (ushort)i)))];
        isKept = [.. symbols.Select(s => s.Length > 0 && (char.IsAsciiLetter(s[0]) || s[0] == '_'))];
        isNamed = [.. Enumerable.Range(0, symbols.Length).Select(i => core.SymbolType(language, (ushort)i) == 0)];
    }

    /// <summary>The core it was made for.</summary>
    public Core Core { get; }

    /// <summary>A grammar of the core; null where the core does not take it.</summary>
    public static Grammar? Make(Core core, nint make)
    {
        var language = ((delegate* unmanaged<nint>)make)();
        var parser = core.NewParser();
        if (language == 0 || core.SetLanguage(parser, language) == 0)
        {
            core.DeleteParser(parser);
            return null;
        }

        var grammar = new Grammar(core, language);
        grammar.parsers.Add(parser);
        return grammar;
    }

    /// <summary>What a symbol is called.</summary>
    public string SymbolName(ushort symbol) => symbol == Error ? "ERROR" : symbols[symbol];

    /// <summary>What a field is called; empty for none.</summary>
    public string FieldName(ushort field) => fields[field];

    /// <summary>True for symbols that are words; marks like `(` and `,` are only kept where they are a field, as operators are.</summary>
    public bool IsKept(ushort symbol) => symbol == Error || isKept[symbol];

    /// <summary>False for keywords, operators and marks, which are named by their own text.</summary>
    public bool IsNamed(ushort symbol) => symbol == Error || isNamed[symbol];

    /// <summary>Parses a file; null where it is too large or takes too long.</summary>
    /// <param name="utf8">Its text, which the result keeps.</param>
    public Syntax? Parse(byte[] utf8)
    {
        if (utf8.Length > Largest) return null;
        if (!parsers.TryTake(out var parser))
        {
            parser = Core.NewParser();
            Core.SetLanguage(parser, language);
        }

        Core.SetTimeout(parser, (ulong)Longest.TotalMicroseconds);
        nint tree;
        fixed (byte* text = utf8) tree = Core.Parse(parser, 0, text, (uint)utf8.Length);
        if (tree == 0) Core.Reset(parser);
        parsers.Add(parser);
        if (tree == 0) return null;
        try
        {
            return SyntaxCopy.Of(this, tree, utf8);
        }
        finally
        {
            Core.DeleteTree(tree);
        }
    }

    private static string Name(byte* name) => Marshal.PtrToStringUTF8((nint)name) ?? "";
}
