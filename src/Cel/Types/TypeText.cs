using System.Collections.Immutable;

namespace Plumbline.Cel.Types;

/// <summary>Reads types as signatures write them.</summary>
internal sealed class TypeText(string text)
{
    private int at;

    public bool Skip(char wanted)
    {
        while (at < text.Length && text[at] == ' ') at++;
        if (at >= text.Length || text[at] != wanted) return false;
        at++;
        return true;
    }

    public void Expect(char wanted)
    {
        if (!Skip(wanted)) throw new FormatException($"expected `{wanted}` at {at} of `{text}`");
    }

    public string Until(char end)
    {
        var start = at;
        at = text.IndexOf(end, at);
        if (at < 0) throw new FormatException($"expected `{end}` in `{text}`");
        return text[start..at].Trim();
    }

    public CelType Type()
    {
        while (at < text.Length && text[at] == ' ') at++;
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '.')) at++;
        var name = text[start..at];
        if (name.Length == 1 && char.IsAsciiLetterUpper(name[0])) return new CelType.Param(name);
        var parts = ImmutableArray.CreateBuilder<CelType>();
        if (Skip('('))
        {
            while (!Skip(')'))
            {
                parts.Add(Type());
                Skip(',');
            }
        }

        return Named(name, parts.DrainToImmutable());
    }

    private static CelType Named(string name, ImmutableArray<CelType> parts) => (name, parts.Length) switch
    {
        ("dyn", 0) => CelType.Dyn,
        ("bool", 0) => CelType.Bool,
        ("int", 0) => CelType.Int,
        ("uint", 0) => CelType.Uint,
        ("double", 0) => CelType.Double,
        ("string", 0) => CelType.String,
        ("bytes", 0) => CelType.Bytes,
        ("null_type", 0) => CelType.Null,
        ("timestamp", 0) => CelType.Timestamp,
        ("duration", 0) => CelType.Duration,
        ("list", 1) => CelType.List(parts[0]),
        ("map", 2) => CelType.Map(parts[0], parts[1]),
        _ => new CelType.Abstract(name, parts),
    };
}
