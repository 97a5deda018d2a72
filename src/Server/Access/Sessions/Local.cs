namespace Plumbline.Server.Access.Sessions;

/// <summary>Where somebody goes after signing in: somewhere on this server, never elsewhere.</summary>
internal static class Local
{
    private const int Longest = 2000;

    /// <summary>The way as asked for, or the first page.</summary>
    public static string Of(string? asked) =>
        asked is { Length: > 0 and <= Longest } && asked[0] == '/' && (asked.Length == 1 || asked[1] is not ('/' or '\\')) && !asked.Any(char.IsControl) ? asked : "/";

    /// <summary>The page to sign in at, with the way back.</summary>
    public static string SignIn(string back) => Of(back) is var way && way == "/" ? "/sign-in" : "/sign-in?returnUrl=" + Uri.EscapeDataString(way);
}
