using System.ComponentModel;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Plumbline.Server.Access;
using Plumbline.Server.Access.Pages;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Api;

/// <summary>What a route did not see coming, as an answer: a problem for programs, a page for people. What is none of these stays the server's own failure, without its words.</summary>
internal sealed partial class Faults : IExceptionHandler
{
    private const string Misunderstood = "the request cannot be understood; `/openapi/v1.json` describes what can be asked";

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            LedgerException e => (Problems.StatusOf(e), e.Message),
            BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => (StatusCodes.Status408RequestTimeout, "the body came too slowly; send it again"),
            InvalidDataException => (StatusCodes.Status400BadRequest, "the form cannot be read; send it as a browser does"),
            BadHttpRequestException e => (e.StatusCode, Sentence(e)),
            OperationCanceledException when context.RequestAborted.IsCancellationRequested => (StatusCodes.Status499ClientClosedRequest, "nobody waits for the answer any more"),
            _ => ((int, string)?)null,
        };
        if (problem is not var (status, sentence)) return false;
        var answer = context.Request.IsApi() ? Problems.Of(status, sentence)
            : new RazorComponentResult<MessagePage>(new Dictionary<string, object?> { [nameof(MessagePage.Title)] = Problems.Title(status), [nameof(MessagePage.Text)] = sentence }) { StatusCode = status };
        await answer.ExecuteAsync(context).ConfigureAwait(false);
        return true;
    }

    private static string Wrong(string parameter) => $"`{parameter}` cannot be what was sent; `/openapi/v1.json` says what it is";

    // The framework names types and methods of the program; who asks wants to know which of their words it was.
    private static string Sentence(BadHttpRequestException e) =>
        e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "the body is larger than this route takes"
        : Parameter().Match(e.Message) is not { Success: true } match ? Misunderstood
        : e.Message.StartsWith("Required", StringComparison.Ordinal) ? $"`{match.Groups[1].Value}` is missing; `/openapi/v1.json` says what it is"
        : Wrong(match.Groups[1].Value);

    /// <summary>The same for a request that was found wrong before its route was asked, and that nobody has said anything about yet.</summary>
    public static Task AnswerAsync(StatusCodeContext about)
    {
        var http = about.HttpContext;
        if (http.Response.StatusCode != StatusCodes.Status400BadRequest || !http.Request.IsApi()) return Task.CompletedTask;
        var wrong = http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().FirstOrDefault(p => IsWrong(p, http.Request.Query[p.Name].ToString()));
        return Problems.Of(http.Response.StatusCode, wrong is null ? Misunderstood : Wrong(wrong.Name)).ExecuteAsync(http);
    }

    private static bool IsWrong(IParameterBindingMetadata parameter, string text) =>
        text.Length > 0 && Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) is { } type && !TypeDescriptor.GetConverter(type).IsValid(text);

    [GeneratedRegex("^(?:Failed to bind|Required) parameter \"[^\"]*?(\\w+)\"")]
    private static partial Regex Parameter();
}
