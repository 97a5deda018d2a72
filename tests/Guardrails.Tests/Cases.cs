namespace Plumbline.Guardrails.Tests;

/// <summary>The case tables beside the judges.</summary>
internal static class Cases
{
    /// <summary>The lines of a table, by their cells; those that start with `#` are remarks.</summary>
    public static IEnumerable<string[]> Lines(string room, string file)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Plumbline.slnx"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the repository");
        return File.ReadLines(Path.Combine(folder, "src", "Guardrails", room, "cases", file)).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'));
    }
}
