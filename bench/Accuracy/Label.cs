namespace Plumbline.Bench.Accuracy;

/// <summary>One labelled place, as a person read it in the source.</summary>
/// <param name="Repository">The repository's name.</param>
/// <param name="Path">The file in it.</param>
/// <param name="Line">The line on which the name of what is called stands; 0 for a file without any place.</param>
/// <param name="Language">csharp, python, typescript, …</param>
/// <param name="Framework">The library whose name is called.</param>
/// <param name="Use">chat, client, model, agent, tool, …; `none` for a file without any place.</param>
/// <param name="Models">The model ids that reach it; `?` where the repository does not say.</param>
/// <param name="IsDoubtful">True where good readers may differ: neither a miss nor a false alarm.</param>
internal sealed record Label(string Repository, string Path, int Line, string Language, string Framework, string Use, string[] Models, bool IsDoubtful)
{
    /// <summary>Reads the table.</summary>
    public static IReadOnlyList<Label> Read(string file) =>
    [
        .. File.ReadLines(file).Skip(1).Select(Fields).Select(f => new Label(
            f[0], f[1], int.Parse(f[2], System.Globalization.CultureInfo.InvariantCulture), f[3], f[4], f[5],
            f[7].Split('|', StringSplitOptions.RemoveEmptyEntries), f[9].StartsWith("doubtful:", StringComparison.Ordinal))),
    ];

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        for (var at = 0; at <= line.Length;)
        {
            if (at < line.Length && line[at] == '"')
            {
                var text = "";
                for (at++; at < line.Length; at++)
                {
                    if (line[at] != '"') text += line[at];
                    else if (at + 1 < line.Length && line[at + 1] == '"') text += line[at++];
                    else break;
                }

                fields.Add(text);
                at += 2;
            }
            else
            {
                var end = line.IndexOf(',', at) is var comma and >= 0 ? comma : line.Length;
                fields.Add(line[at..end]);
                at = end + 1;
            }
        }

        return fields;
    }
}
