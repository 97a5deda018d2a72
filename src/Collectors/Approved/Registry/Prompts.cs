using System.Security.Cryptography;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the prompts, and knows the versions of each.</summary>
internal sealed class Prompts
{
    private const string Fix = "give `text`, a `file` beside the registry, or the `hash` of the prompt";
    private readonly Dictionary<string, List<PromptText>> versions = new(StringComparer.Ordinal);
    private readonly HashSet<string> unread = new(StringComparer.Ordinal);
    private readonly Book book;
    private readonly Statements statements;

    public Prompts(Book book, Statements statements)
    {
        this.book = book;
        this.statements = statements;
        foreach (var item in book["prompts"])
        {
            statements.Register(book.AssetOf(item), item.Id, item.First);
            foreach (var (_, sentence, at) in item.Contradictions($"prompt `{item.Id}`", "versions"))
                statements.Contradict(Impact.Of(item, book), sentence, at);
            versions[item.Id] = [.. Read(item)];
        }
    }

    /// <summary>States the versions of the prompt that a workload names.</summary>
    public void State(Workload workload, Said named)
    {
        var name = named.Text!.Trim();
        if (!versions.TryGetValue(name, out var found))
        {
            statements.Missing(new(workload.Id), $"workload `{workload.Name}` names prompt `{name}`, which no registry lists", "add it to `prompts:`", named, "workload.prompts");
            return;
        }

        var current = found.Where(v => v.From <= book.AsOf).OrderBy(v => v.From).ThenBy(v => v.Version, Natural).LastOrDefault();
        foreach (var version in found)
        {
            statements.Word(workload.Id, "prompts", Value.Map(
                ("hash", Value.Of(version.Hash)), ("name", Value.Of(name)), ("version", Value.Of(version.Version)),
                ("from", Value.Of(version.From)), ("current", Value.Of(version == current))), version.Said);
            SignOffs.State(workload.Id, name, version, statements);
        }
    }

    /// <summary>States the lines of all prompts that a workload names, and whether every text is known.</summary>
    public void StateLines(Workload workload, IReadOnlyList<Said> named, Said list)
    {
        var texts = named.Select(n => n.Text!.Trim()).Distinct().ToDictionary(n => n, n => versions.GetValueOrDefault(n, []));
        var lines = new ApprovedLines(texts, book);
        foreach (var (value, at) in lines.Say()) statements.Word(workload.Id, "promptLines", value, at);
        if (!unread.Overlaps(texts.Keys) && texts.Values.All(t => t.Count > 0) && lines.IsWhole) statements.Cover(new(workload.Id), list, "workload.promptLines");
        foreach (var (sentence, fix, at) in lines.Unknown) statements.Missing(new(workload.Id), sentence, fix, at, "workload.promptLines");
    }

    /// <summary>The order of versions that begin on the same day.</summary>
    internal static Comparer<string> Natural { get; } = Comparer<string>.Create((a, b) =>
        long.TryParse(a, out var x) && long.TryParse(b, out var y) ? x.CompareTo(y) : string.CompareOrdinal(a, b));

    private IEnumerable<PromptText> Read(Item prompt)
    {
        foreach (var version in Item.Group("versions", prompt.Union("versions"), v => v.Named("version")))
        {
            var name = $"version `{version.Id}` of prompt `{prompt.Id}`";
            var clashes = version.Contradictions(name, "approved-by").ToList();
            foreach (var (_, sentence, at) in clashes) statements.Contradict(Impact.Of(prompt, book), sentence, at);
            if (clashes.Count > 0) unread.Add(prompt.Id);
            if (clashes.Count > 0) continue;
            var hash = Hash(version, name, prompt, out var whole);
            var from = version.Text("from") is { } text && Instants.TryParse(text, out var instant) ? instant : DateTimeOffset.MinValue;
            if (hash is null) unread.Add(prompt.Id);
            else yield return new PromptText(version.Id, from, hash, whole, version.First);
        }
    }

    private string? Hash(Item version, string name, Item prompt, out string? whole)
    {
        whole = null;
        var (text, file, hash) = (version.One("text"), version.One("file"), version.One("hash"));
        if (text is not null && file is not null) return Wrong($"{name} has both `text` and `file`", text, prompt);
        if (text is null && file is null) return hash?.Text ?? Wrong($"{name} has no `text`, `file` or `hash`", version.First, prompt);
        string? error = null;
        var bytes = text is not null ? Encoding.UTF8.GetBytes(text.Text!) : Attached.Bytes(file!, book, out error);
        if (bytes is null) return Wrong($"{name}: {error}", file!, prompt);
        whole = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        var actual = Fingerprints.OfText(whole);
        if (hash is null || hash.Text == actual || hash.Text == "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes))) return actual;
        statements.Contradict(Impact.Of(prompt, book), $"the hash of {name} ({hash.Where}) is not that of its text ({(text ?? file)!.Where})", hash);
        return null;
    }

    private string? Wrong(string reason, Said at, Item prompt)
    {
        var impact = Impact.Of(prompt, book);
        foreach (var reach in impact.Reaches) statements.Unreadable(reach, $"{reason} ({at.Where})", Fix, at.Origin, impact.Speaks);
        return null;
    }
}
