using System.Collections.Immutable;
using System.Text;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Registries;

/// <summary>Every version of every entry that a ledger holds at a moment.</summary>
/// <param name="AsOf">The moment.</param>
/// <param name="Governance">Who decides, and by what policy.</param>
/// <param name="Versions">The versions, by section, name and record.</param>
/// <param name="Promotions">What may go from one environment to another.</param>
public sealed record RegistryBook(DateTimeOffset AsOf, Governance Governance, ImmutableArray<EntryVersion> Versions, ImmutableArray<Promotion> Promotions)
{
    private readonly ILookup<string, EntryVersion> byName = Versions.ToLookup(v => v.Name.Whole, StringComparer.Ordinal);

    /// <summary>The versions of one entry, oldest first.</summary>
    public IEnumerable<EntryVersion> Of(string whole) => byName[whole];

    /// <summary>Names of all entries.</summary>
    public IEnumerable<string> Names => byName.Select(g => g.Key).Order(StringComparer.Ordinal);

    /// <summary>How a version stands at the moment of the book.</summary>
    public Standing StandingOf(EntryVersion version) => Standing.Of(version, Governance, AsOf);

    /// <summary>The version in force; null where none is. The last that came into force counts; when it holds no longer, none does until somebody decides.</summary>
    public EntryVersion? Active(string whole) => Last(whole) is { } last && StandingOf(last).State == EntryState.Approved ? last : null;

    /// <summary>The version that came into force last and is not retired, whether or not it still holds.</summary>
    public EntryVersion? Last(string whole) => byName[whole].Where(v => v.Stage == Stage.Approved).MaxBy(v => v.Activated?.Record ?? 0);

    /// <summary>
    /// What is enforced: of each entry the version in force; of prompts every version that holds, because a text that was in force before is
    /// something else than one that nobody knows.
    /// </summary>
    public IEnumerable<EntryVersion> Enforced =>
        Names.SelectMany(n => n.StartsWith("prompts/", StringComparison.Ordinal)
            ? Active(n) is null ? [] : Of(n).Where(v => StandingOf(v).State == EntryState.Approved)
            : Active(n) is { } active ? [active] : Enumerable.Empty<EntryVersion>());

    /// <summary>Promotions that hold: enough people let the version go there, and it is approved.</summary>
    public IEnumerable<Promotion> PromotionsInForce => Promotions.Where(p => StandingOf(p) is { Missing.IsEmpty: true });

    /// <summary>How a promotion stands, by what is asked in the environment that it goes to.</summary>
    public Standing? StandingOf(Promotion promotion)
    {
        if (Versions.FirstOrDefault(v => v.Name == promotion.Entry && v.Digest == promotion.Digest) is not { } version || StandingOf(version).State != EntryState.Approved) return null;
        var needs = Governance.Asks(version, promotion.To);
        var everyone = Standing.Newest(promotion.Signs, Decided.Promote, version, Governance, needs).FindAll(s => needs.Mode != ApprovalMode.Enforce || s.IsVerified);
        var current = everyone.FindAll(s => s.At <= AsOf && !(s.Expires <= AsOf));
        var reviews = Standing.Newest(version.Signs, Decided.Review, version, Governance, needs);
        ImmutableArray<string> missing = [.. current.Count < Math.Max(needs.Quorum, 1) ? ["more people"] : Array.Empty<string>(),
            .. needs.Roles.Where(r => !current.Any(s => Governance.Holds(s.Person, r))).Select(r => $"the role `{r}`"),
            .. needs.Reviews.Where(k => !reviews.Exists(r => r.Note == k)).Select(k => $"a review of the kind `{k}`")];
        return new Standing(
            missing.IsEmpty ? EntryState.Approved : EntryState.Proposed, needs, [.. current.Where(s => s.IsVerified).Select(s => s.Person)],
            [.. current.Where(s => !s.IsVerified).Select(s => s.Person)], missing, current.Count == 0 ? null : current.Max(s => s.Expires), null);
    }

    /// <summary>The entry that a user means; null and one sentence where it is none, or several.</summary>
    /// <param name="text">`section/name@version`, or `section/name` for the version that <paramref name="pick"/> chooses.</param>
    /// <param name="pick">Chooses among the versions of one entry; null: the newest.</param>
    /// <param name="problem">Why there is none.</param>
    public EntryVersion? Find(string text, Func<EntryVersion, bool>? pick, out string? problem)
    {
        problem = null;
        var exact = Versions.FirstOrDefault(v => v.Name.ToString() == text) ?? Alone(Versions.Where(v => Short(v.Name) == text));
        if (exact is not null) return exact;
        var named = byName.Contains(text) ? [text] : Names.Where(n => n.Split('#')[0] == text).ToList();
        if (named is [var whole] && byName[whole].Where(pick ?? (_ => true)).LastOrDefault() is { } version) return version;
        problem = named.Count > 1 ? $"`{text}` is one of {string.Join(", ", named.Select(n => $"`{n}`"))}; name it in full"
            : named.Count == 1 ? $"no version of `{text}` is at that stage; `plumb registry history {ShellWord.Of(text)}` lists them"
            : $"`{text}` is not in the ledger; `plumb registry show` lists what is";
        return null;
    }

    private static EntryVersion? Alone(IEnumerable<EntryVersion> found) => found.Take(2).ToList() is [var one] ? one : null;

    private static string Short(EntryName name) => new StringBuilder(name.Section).Append('/').Append(name.Name.Split('#')[0]).Append('@').Append(name.Version).ToString();
}
