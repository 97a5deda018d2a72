using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Api;

/// <summary>What desks refuse, as an answer.</summary>
internal static class Guard
{
    /// <summary>The answer; a problem with the desk's own sentence where it refuses.</summary>
    public static IResult Of(Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (LedgerException e)
        {
            // A store that fails carries the fault that it met; what a desk refuses carries none.
            return Problems.Of(e.InnerException is null or FormatException or System.Text.Json.JsonException ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }
}
