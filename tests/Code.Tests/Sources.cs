namespace Plumbline.Code.Tests;

/// <summary>The sources of the cases, to be changed.</summary>
internal static class Sources
{
    /// <summary>The cases of a reader without what was read from them.</summary>
    public static IEnumerable<(string Name, string Source)> Cases(string reader)
    {
        foreach (var one in File.ReadAllText(Path.Combine(Readers.Here, "cases", reader + ".txt")).Split("=== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var name = one[..one.IndexOf('\n', StringComparison.Ordinal)];
            yield return (name, one[(name.Length + 1)..].Split("\n--\n")[0].TrimEnd('\n') + "\n");
        }
    }

    /// <summary>The longest whole source of a reader.</summary>
    public static string Of(string reader) => Cases(reader).Where(c => c.Name is not ("broken" or "notebook")).MaxBy(c => c.Source.Length).Source;
}
