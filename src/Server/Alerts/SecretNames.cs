namespace Plumbline.Server.Alerts;

/// <summary>Secrets by name: a file in `secrets/` of the server's folder, else the variable `PLUMB_SECRET_NAME`. Their text is in no drawer, record or answer.</summary>
/// <param name="home">The server's own folder.</param>
/// <param name="variable">Reads a variable of the environment.</param>
public sealed class SecretNames(string home, Func<string, string?> variable)
{
    private const int Largest = 64 << 10;

    /// <summary>True for what a secret can be called.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>The secret; null where there is none of that name, or nothing in it.</summary>
    public string? Find(string name)
    {
        if (!IsName(name)) return null;
        var file = new FileInfo(Path.Combine(home, "secrets", name));
        try
        {
            if (file.Exists && file.Length <= Largest) return Text(File.ReadAllText(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return Text(variable("PLUMB_SECRET_" + name.Replace('-', '_').ToUpperInvariant()));
    }

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 } known ? known : null;
}
