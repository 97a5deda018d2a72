using System.Text;
using System.Text.RegularExpressions;

namespace Plumbline.Code.Scripts;

/// <summary>Types of other modules that are named in place: `import("m").T[]`, which the grammar does not know everywhere.</summary>
internal static partial class ImportTypes
{
    /// <summary>The text with blanks in place of `import("m").` where a type follows, so that all else keeps its place; null where there is none.</summary>
    public static byte[]? Without(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        var plain = Import().Replace(text, m => new string(' ', Encoding.UTF8.GetByteCount(m.Value)));
        return plain == text ? null : Encoding.UTF8.GetBytes(plain);
    }

    // No promise has a member that starts with a capital letter: what does is a type.
    [GeneratedRegex("""\b(?:typeof )?import\((?:"[^"\r\n]*"|'[^'\r\n]*')\)\.(?=[A-Z])""")]
    private static partial Regex Import();
}
