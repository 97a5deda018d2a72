using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Plumbline.Server.Access;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Web;

/// <summary>
/// What an action left to be read on the page it leads to. It travels in the address, sealed for who acted and for a few minutes: a link that somebody else
/// wrote cannot speak in the words of the product.
/// </summary>
internal static class Said
{
    private const string Seal = "said";
    private const int Longest = 1000;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <summary>The address of a page with a text on it: `note` for what was done, `problem` for why it was not.</summary>
    /// <param name="http">Whose action it was.</param>
    /// <param name="page">The page.</param>
    /// <param name="name">`note` or `problem`.</param>
    /// <param name="text">The text; a long one is cut.</param>
    /// <param name="query">What else the page is asked.</param>
    public static string On(HttpContext http, string page, string name, string text, params IEnumerable<(string Name, string Value)> query)
    {
        var shown = Reports.Plain.Cut(text.Trim(), Longest).Trim();
        return Links.To(page, [.. query, (name, shown), (Seal, Protector(http).Protect(Digest(http, name, shown), Lasts))]);
    }

    /// <summary>Where an action leads: to a page with what was done, or why it was not.</summary>
    public static IResult Done(HttpContext http, string page, string? note, string? problem, params IEnumerable<(string Name, string Value)> query) =>
        Results.LocalRedirect(problem is not null ? On(http, page, "problem", problem, query) : note is not null ? On(http, page, "note", note, query) : Links.To(page, query));

    /// <summary>The same for what a desk may refuse; a fault of the server stays one.</summary>
    /// <param name="http">Whose action it is.</param>
    /// <param name="page">The page.</param>
    /// <param name="act">Does it, and says what was done and what more the page is asked then.</param>
    /// <param name="query">What the page is asked either way.</param>
    public static IResult Done(HttpContext http, string page, Func<(string Note, (string, string)[] Query)> act, params (string, string)[] query)
    {
        try
        {
            var (note, more) = act();
            return Done(http, page, note, null, [.. query, .. more]);
        }
        catch (LedgerException e) when (!e.IsFault)
        {
            return Done(http, page, null, e.Message, query);
        }
    }

    /// <summary>The text of an address where it was written here, for who asks; null for any other.</summary>
    public static string? Of(HttpContext http, string name, string? text)
    {
        if (text is null || http.Request.Query[Seal].ToString() is not { Length: > 0 and < 1000 } seal) return null;
        try
        {
            return Protector(http).Unprotect(seal) == Digest(http, name, text) ? text : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Digest(HttpContext http, string name, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Caller.Of(http.User).Name}\0{name}\0{text}")));

    private static ITimeLimitedDataProtector Protector(HttpContext http) => http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("plumb.said").ToTimeLimitedDataProtector();
}
