namespace Desk;

internal static class Constants
{
    public const string Writer = "claude-sonnet-4-5-20250929";
    public const string Rules = "Answer in one paragraph. Never promise a rate.";
}
