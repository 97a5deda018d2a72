namespace Plumbline.Store.Records;

/// <summary>Records of what somebody did, apart from what was read: their index and every question for them say it in the same words.</summary>
internal static class Acts
{
    /// <summary>The condition in SQL.</summary>
    public const string Condition = "kind not in ('claim', 'claim-gone')";
}
