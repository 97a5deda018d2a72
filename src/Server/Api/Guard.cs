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
}
