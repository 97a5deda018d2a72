using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>The approved prompts of one workload line by line.</summary>
internal sealed class ApprovedLines
{
    private static readonly DateTimeOffset Open = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private readonly List<(string Name, PromptText Version, DateTimeOffset Until, PromptLines Lines)> read = [];
    private readonly Dictionary<string, HashSet<string>> names = new(StringComparer.Ordinal);

    public ApprovedLines(Dictionary<string, List<PromptText>> prompts, Book book)
    {
        foreach (var (name, versions) in prompts.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var ordered = versions.OrderBy(v => v.From).ThenBy(v => v.Version, Prompts.Natural).ToList();
            for (var i = 0; i < ordered.Count; i++) Read(name, ordered[i], i + 1 < ordered.Count ? ordered[i + 1].From : Open, book);
        }
    }

    /// <summary>True where the text of every version is known to its end.</summary>
    public bool IsWhole => Unknown.Count == 0;

    /// <summary>What cannot be compared line by line, with what to do and where it is written.</summary>
    public List<(string Sentence, string Fix, Said At)> Unknown { get; } = [];

    /// <summary>The statements and where each is written.</summary>
    public IEnumerable<(Value Value, Said At)> Say()
    {
        foreach (var (name, version, until, lines) in read)
        {
            foreach (var (_, value) in lines.Say(version.Hash, name, version.From, until, h => names[h].Count == 1)) yield return (value, version.Said);
        }
    }

    private void Read(string name, PromptText version, DateTimeOffset until, Book book)
    {
        var called = $"version `{version.Version}` of prompt `{name}`";
        if (version.Text is null)
        {
            // What is not in force yet is compared with nothing.
            if (version.From <= book.AsOf) Unknown.Add(($"of {called} only the hash is known, so an edit of it cannot be told line by line", "give its `text`, or a `file` beside the registry", version.Said));
            return;
        }

        var lines = new PromptLines(version.Text);
        if (lines.IsCut) Unknown.Add(($"{called} is longer than what is compared line by line", "split it into prompts of at most 600 sentences", version.Said));
        foreach (var hash in lines.Hashes)
        {
            if (!names.TryGetValue(hash, out var having)) names[hash] = having = new HashSet<string>(StringComparer.Ordinal);
            having.Add(name);
        }

        read.Add((name, version, until, lines));
    }
}
