using System.Text.Json;
using Plumbline.Posture.Scans;

namespace Plumbline.Bench.Skills;

/// <summary>A skill with what its authors say of it.</summary>
/// <param name="Name">Its path below the corpus.</param>
/// <param name="IsMalicious">What they say.</param>
/// <param name="Files">Its files, without what labels it.</param>
internal sealed record LabelledSkill(string Name, bool IsMalicious, IReadOnlyList<EstateFile> Files)
{
    private const string Expectation = "_expected.json";

    /// <summary>The skills below a folder. A label is what an expectation beside the skill says, else a folder's name on its way, else the folder's own.</summary>
    public static IEnumerable<LabelledSkill> Below(string folder, bool isMalicious)
    {
        foreach (var manifest in Directory.EnumerateFiles(folder, "SKILL.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var root = Path.GetDirectoryName(manifest)!;
            var name = Path.GetRelativePath(folder, root);
            var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != Expectation && !f.Contains("/.git/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(f => new EstateFile("skill/" + Path.GetRelativePath(root, f), new FileInfo(f).Length, () => File.OpenRead(f)));
            yield return new LabelledSkill(name, Label(root, name) ?? isMalicious, [.. files]);
        }
    }

    private static bool? Label(string root, string name)
    {
        var expectation = Path.Combine(root, Expectation);
        if (File.Exists(expectation))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(expectation));
            if (json.RootElement.TryGetProperty("expected_safe", out var safe)) return !safe.GetBoolean();
        }

        foreach (var part in name.Split('/'))
        {
            if (part.StartsWith("safe", StringComparison.Ordinal) || part is "benign") return false;
            if (part.StartsWith("malicious", StringComparison.Ordinal)) return true;
        }

        return null;
    }
}
