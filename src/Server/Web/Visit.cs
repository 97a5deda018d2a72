using System.Globalization;
using Plumbline.Posture.Scans;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Web;

/// <summary>One page being asked for: by whom, where, when, and from which standing it is answered.</summary>
/// <param name="Http">The request.</param>
/// <param name="Watch">The estate.</param>
/// <param name="Now">The estate's time.</param>
public sealed record Visit(HttpContext Http, EstateWatch Watch, DateTimeOffset Now)
{
    private const int Longest = 2000;
    private const int MostValues = 20;

    /// <summary>Who asks.</summary>
    public Caller Caller { get; } = Caller.Of(Http.User);

    /// <summary>The standing that the whole page is of; null until something was read.</summary>
    public Standing? Standing { get; } = Watch.Current;

    /// <summary>Its report.</summary>
    public Report Report => Standing!.Report;

    /// <summary>What is worked out of the report.</summary>
    public Books Books => Books.Of(Report);

    /// <summary>The report with what several sections ask.</summary>
    public Reports.Html.Estate Estate => Books.Estate;

    /// <summary>True where the one who asks may do it.</summary>
    public bool May(Permission permission) => Caller.May(permission);

    /// <summary>`light` or `dark` where somebody chose; null for what the system prefers.</summary>
    public string? Theme => Http.Request.Cookies[ThemeRoute.Cookie] is "light" or "dark" ? Http.Request.Cookies[ThemeRoute.Cookie] : null;

    /// <summary>A value of the query; null where it is empty or not there.</summary>
    public string? Ask(string name) => All(name) is [var first, ..] ? first : null;

    /// <summary>All values of a query's name, each once.</summary>
    public IReadOnlyList<string> All(string name) =>
        [.. Http.Request.Query[name].Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Length > Longest ? v[..Longest] : v.Trim()).Distinct(StringComparer.Ordinal).Take(MostValues)];

    /// <summary>The page that a list is opened at, from 1 on.</summary>
    public int Page => int.TryParse(Ask("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 1_000_000 ? page : 1;

    /// <summary>The address of this page with one name of its query said otherwise; the list begins again.</summary>
    public string With(string name, params IEnumerable<string> values)
    {
        var kept = Http.Request.Query.Where(q => q.Key != name && q.Key != "page").SelectMany(q => All(q.Key).Select(v => (q.Key, v)));
        return Links.To(Http.Request.Path.Value ?? "/", kept.Concat(values.Select(v => (name, v))));
    }

    /// <summary>A text that the last action left for this page.</summary>
    public string? Note => Said.Of(Http, "note", Ask("note"));

    /// <summary>Why the last action was not done.</summary>
    public string? Problem => Typed?.Problem ?? Said.Of(Http, "problem", Ask("problem"));

    /// <summary>What was typed into a form that was not done; null where none was.</summary>
    public Typed? Typed => Http.Items[typeof(Typed)] as Typed;
}

/// <summary>A form that was not done, to be shown again as it was typed.</summary>
/// <param name="Text">The text.</param>
/// <param name="Note">What was said with it.</param>
/// <param name="Problem">Why it was not done.</param>
public sealed record Typed(string Text, string Note, string Problem);
