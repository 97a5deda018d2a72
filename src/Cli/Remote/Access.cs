using Plumbline.Cli.Commands;

namespace Plumbline.Cli.Remote;

/// <summary>Where a server is, and the token that is shown to it.</summary>
/// <param name="Address">Its address, ended by a slash.</param>
/// <param name="Token">The token; never written anywhere.</param>
internal sealed record Access(Uri Address, string Token)
{
    private const int LongestToken = 500;

    /// <inheritdoc/>
    public override string ToString() => Address.ToString();

    /// <summary>Reads both.</summary>
    /// <exception cref="RemoteException">The address or the token cannot be used.</exception>
    public static Access Of(ServerChoice choice, Func<string, string?> variable) => new(Place(choice), Secret(choice, variable));

    private static Uri Place(ServerChoice choice)
    {
        var text = choice.Url!;
        var by = choice.IsFlag ? ServerChoice.Flag : ServerChoice.Variable;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new RemoteException($"`{(text.Contains('@', StringComparison.Ordinal) ? "…" : text)}` is no address of a server; write {by} as https://plumbline.example.com", Exit.Usage);
        if (uri.UserInfo.Length > 0) throw new RemoteException($"an address carries no password; write {by} without it, and give a token in PLUMB_TOKEN", Exit.Usage);
        if (uri.Scheme == "http" && !uri.IsLoopback && !choice.MayBePlain)
            throw new RemoteException($"`{text}` would carry the token in the clear; use https, or say --plain-http where the way there is safe", Exit.Usage);
        return new Uri(uri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    }

    private static string Secret(ServerChoice choice, Func<string, string?> variable)
    {
        var token = (choice.TokenFile is { } file ? Read(file) : variable("PLUMB_TOKEN") ?? "").Trim();
        if (token.Length == 0) throw new RemoteException("a server answers who shows a token; set PLUMB_TOKEN, or name its file with --token-file", Exit.Usage);
        return token.Length <= LongestToken && token.All(c => c is > ' ' and < '\u007f') ? token
            : throw new RemoteException($"what {(choice.TokenFile is null ? "PLUMB_TOKEN" : $"`{choice.TokenFile}`")} holds is no token; one begins with plumb_ and stands on one line", Exit.Usage);
    }

    private static string Read(string file)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && File.Exists(file) && (File.GetUnixFileMode(file) & (UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
                throw new RemoteException($"`{file}` can be read by others; take that from them: chmod 600", Exit.Usage);
            using var stream = File.OpenRead(file);
            var text = new char[LongestToken * 2];
            using var reader = new StreamReader(stream);
            return new string(text, 0, reader.ReadBlock(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RemoteException($"`{file}` cannot be read; name the file that holds the token", Exit.Usage, e);
        }
    }
}
