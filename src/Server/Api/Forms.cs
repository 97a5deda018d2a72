using System.Globalization;
using System.Text;
using Plumbline.Reports;

namespace Plumbline.Server.Api;

/// <summary>Documents that `plumb` writes too: as JSON or as its text, each with the exit code that it would end with.</summary>
internal static class Forms
{
    /// <summary>The header that holds the exit code.</summary>
    public const string Exit = "Plumbline-Exit";

    /// <summary>A page of text as no screen shows it: without colours, of a usual width.</summary>
    public static Look Page { get; } = new(120, false, null);

    /// <summary>The form that was asked for; a problem where there is none of that name.</summary>
    /// <param name="format">`json`, `terminal`, or null for `json`.</param>
    /// <param name="exit">The exit code.</param>
    /// <param name="json">The document.</param>
    /// <param name="text">Writes the text.</param>
    public static IResult Of(string? format, int exit, Func<IResult> json, Action<TextWriter> text) => format switch
    {
        null or "json" => json().Ending(exit),
        "terminal" => Text(text, "text/plain").Ending(exit),
        _ => Problems.Bad($"`{format}` is no format; choose json or terminal"),
    };

    /// <summary>What is written as it is to be sent; kept under a tag where there is one.</summary>
    public static IResult Text(Action<TextWriter> write, string type, string? tag = null)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        write(text);
        return tag is null ? Results.Text(text.ToString(), type + "; charset=utf-8", Encoding.UTF8) : new TextAnswer(text.ToString(), type + "; charset=utf-8", tag);
    }

    /// <summary>With the exit code.</summary>
    public static IResult Ending(this IResult result, int exit) => new Ended(result, exit);

    private sealed class Ended(IResult result, int exit) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.Headers[Exit] = exit.ToString(CultureInfo.InvariantCulture);
            return result.ExecuteAsync(context);
        }
    }
}
