using System.Text;

namespace Plumbline.Code.TreeSitter;

/// <summary>Comments that document what they stand before.</summary>
internal static class DocComments
{
    /// <summary>The text of a `/** … */` that ends right before a place; empty where none does.</summary>
    public static string Block(Node node)
    {
        var before = node.Tree.Bytes(0, node.Start).TrimEnd(" \t\r\n"u8);
        if (!before.EndsWith("*/"u8)) return "";
        var open = before[..^2].LastIndexOf("/*"u8);
        return open < 0 || !before[open..].StartsWith("/**"u8) || before.Length - open < 5 ? "" : Plain(Encoding.UTF8.GetString(before[(open + 3)..^2]).Split('\n'), '*');
    }

    /// <summary>The text of the `//` lines that stand right before a place; empty where none do.</summary>
    public static string Lines(Node node)
    {
        var lines = new List<string>();
        var before = node.Tree.Bytes(0, node.Start).TrimEnd(" \t"u8);
        while (before.Length > 0 && before[^1] == '\n')
        {
            before = before[..^1];
            var start = before.LastIndexOf((byte)'\n') + 1;
            var line = before[start..].Trim(" \t\r"u8);
            if (!line.StartsWith("//"u8)) break;
            lines.Insert(0, Encoding.UTF8.GetString(line[2..]));
            before = before[..start];
        }

        return Plain(lines, '\0');
    }

    private static string Plain(IEnumerable<string> lines, char margin) =>
        string.Join('\n', lines.Select(l => l.TrimStart() is var text && text.StartsWith(margin) ? text[1..].Trim() : l.Trim())).Trim('\n');
}
