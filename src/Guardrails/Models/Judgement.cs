using System.Globalization;

namespace Plumbline.Guardrails.Models;

/// <summary>What is written down while an artifact is judged, and what judging may still cost.</summary>
/// <remarks>One judgement serves the artifact and all that is nested in it; <see cref="Place"/> says where formats are now.</remarks>
public sealed class Judgement
{
    /// <summary>Why a part was not looked into that was read and is of no format here: it may hold anything, or nothing.</summary>
    public const string NoFormat = "of no format that is known";

    private const int Longest = 256;
    private const long LongestPadding = 1L << 28;   // zeros that are read to find what lies behind them

    private readonly IReadOnlyList<IFormat> formats;
    private readonly Budget budget;
    private readonly CancellationToken token;
    private readonly Dictionary<(string, string, string, Danger), Sign> signs = [];
    private readonly List<Unscanned> unscanned = [];
    private readonly HashSet<(string, string)> unscannedOnce = [];
    private readonly List<Member> members = [];
    private readonly List<Fact> facts = [];
    private readonly HashSet<Fact> factsOnce = [];
    private readonly SortedSet<string> inner = new(StringComparer.Ordinal);
    private long steps;
    private long decoded;
    private int depth;
    private int nested;

    internal Judgement(IReadOnlyList<IFormat> formats, Budget budget, CancellationToken token)
    {
        (this.formats, this.budget, this.token) = (formats, budget, token);
        (steps, decoded) = (budget.Steps, budget.DecodedBytes);
    }

    /// <summary>The member being judged: names joined by `!`, empty at the top.</summary>
    public string Place { get; private set; } = "";

    /// <summary>Bytes that the next decoder may produce.</summary>
    public int DecodableBytes => (int)Math.Min(decoded, budget.MemberBytes);

    /// <summary>Writes down a sign once per kind, subject and member: the first place is kept.</summary>
    public void Sign(string kind, Danger danger, long offset, string subject, string why)
    {
        subject = Short(subject);
        if (signs.Count < 2 * budget.Kept) signs.TryAdd((kind, Place, subject, danger), new Sign(kind, danger, Place, offset, subject, Short(why)));
        else if (danger >= Danger.High) signs.TryAdd(("too-many-signs", "", "", danger), new Sign("too-many-signs", danger, Place, offset, subject, "more was seen than is kept"));
    }

    /// <summary>Writes down that something here was not looked into.</summary>
    public void NotScanned(string why, long offset = 0)
    {
        if (unscanned.Count < budget.Kept && unscannedOnce.Add((Place, why))) unscanned.Add(new(Place, offset, Short(why)));
    }

    /// <summary>Writes down what the format says of itself; the same again is left out.</summary>
    public void Fact(string name, string value)
    {
        var fact = new Fact(Place, name, Short(value));
        if (facts.Count < budget.Kept && factsOnce.Add(fact)) facts.Add(fact);
    }

    /// <summary>Pays for work; false, and said, when no more may be done.</summary>
    public bool Step(long count = 1)
    {
        token.ThrowIfCancellationRequested();
        if ((steps -= count) >= 0) return true;
        NotScanned("the budget of steps is used up");
        return false;
    }

    /// <summary>Judges what lies inside, by its content.</summary>
    /// <param name="name">As the archive names it, or where it lies, e.g. `bytes@120`.</param>
    /// <returns>The formats that it was judged as; none where it is unknown or was not looked into.</returns>
    public IReadOnlyList<string> Inside(string name, Artifact part)
    {
        var outer = Place;
        Place = outer.Length == 0 ? Short(name) : outer.Length > 2048 ? outer : $"{outer}!{Short(name)}";
        try
        {
            if (members.Count < budget.Kept) members.Add(new(Place, part.Length));
            if (depth + 1 >= budget.Depth) NotScanned("nested too deep");
            else if (++nested > budget.Members) NotScanned("too many members");
            else return Look(part);
            return [];
        }
        finally
        {
            Place = outer;
        }
    }

    /// <summary>Judges what lies behind the end of a format, where something known begins there.</summary>
    public void After(Artifact artifact, long end)
    {
        var rest = artifact.Part(end);
        if (rest.Length == 0 || rest.Length == artifact.Length) return;
        if (Padding(rest) is var skip && skip == rest.Length) return;
        if (skip > LongestPadding)
        {
            NotScanned("more lies behind its end than is looked through", end + skip);
            return;
        }

        rest = rest.Part(skip);
        var name = string.Create(CultureInfo.InvariantCulture, $"after@{end + skip}");
        if (formats.Any(f => f.Recognises(rest))) Inside(name, rest);
        else Fact("bytes after the end", string.Create(CultureInfo.InvariantCulture, $"{rest.Length} from {end + skip}"));
    }

    /// <summary>Decodes a member into memory, up to the budget; what a decoder throws at broken content ends the member.</summary>
    /// <param name="broken">True where the stream ended in an error: what came before it is there.</param>
    public MemoryArtifact Decode(Stream decoder, out bool broken)
    {
        var (bytes, whole) = Decoding.Read(decoder, DecodableBytes, token, out broken);
        decoded -= bytes.Length;
        return new MemoryArtifact(bytes, whole);
    }

    /// <summary>Takes over what a decoder gave in memory, and pays for it.</summary>
    internal MemoryArtifact Hold(Decoders.Decoded of)
    {
        decoded -= of.Bytes.Length;
        return new MemoryArtifact(of.Bytes, of.End is not Decoders.DecodeEnd.TooLarge);
    }

    /// <summary>Judges as every format that recognises the content.</summary>
    internal IReadOnlyList<string> Look(Artifact artifact)
    {
        if (!Step()) return [];
        depth++;
        var seen = new List<string>();
        foreach (var format in formats)
        {
            if (!format.Recognises(artifact)) continue;
            seen.Add(format.Name);
            if (depth > 1) inner.Add(format.Name);
            format.Judge(artifact, this);
        }

        depth--;
        if (!artifact.Whole) NotScanned("longer than may be decoded", artifact.Length);
        if (seen.Count == 0 && depth == 0) NotScanned(artifact.Length == 0 ? "empty" : NoFormat);
        return seen;
    }

    internal ModelReport Report(IReadOnlyList<string> formats) => new(
        formats,
        [.. signs.Values.OrderByDescending(s => s.Danger).ThenBy(s => s.Member, StringComparer.Ordinal).ThenBy(s => s.Offset).ThenBy(s => s.Kind, StringComparer.Ordinal).ThenBy(s => s.Subject, StringComparer.Ordinal).Take(budget.Kept)],
        [.. unscanned.OrderBy(u => u.Member, StringComparer.Ordinal).ThenBy(u => u.Offset).ThenBy(u => u.Why, StringComparer.Ordinal)],
        members, facts) { Inner = [.. inner] };

    private static long Padding(Artifact artifact)
    {
        for (long at = 0; at < artifact.Length;)
        {
            if (at > LongestPadding) return at;
            var piece = artifact.Slice(at, 1 << 16);
            var other = piece.IndexOfAnyExcept((byte)0);
            if (other >= 0) return at + other;
            at += piece.Length;
        }

        return artifact.Length;
    }

    // Names in archives and pickles are written by strangers: no control characters, no megabytes.
    private static string Short(string text)
    {
        var cut = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest - 1), "…") : text;
        return cut.AsSpan().ContainsAnyExceptInRange(' ', '~') ? string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format ? '\uFFFD' : c)) : cut;
    }
}
