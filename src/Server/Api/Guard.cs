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
            return Problems.Of(e);
        }
    }

    /// <summary>The same where the desk takes its time.</summary>
    public static async Task<IResult> OfAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer().ConfigureAwait(false);
        }
        catch (LedgerException e)
        {
            return Problems.Of(e);
        }
    }
}
