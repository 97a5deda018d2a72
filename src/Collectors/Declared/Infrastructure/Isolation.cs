namespace Plumbline.Collectors.Declared.Infrastructure;

/// <summary>Keeps what goes wrong in one file from taking the others with it.</summary>
internal static class Isolation
{
    /// <summary>What reading yields; where it breaks, what came before and a line for the list of what is not read.</summary>
    public static List<T> Read<T>(string path, ICollection<(string Path, string Reason)> unread, Func<IEnumerable<T>> read)
    {
        var all = new List<T>();
        try
        {
            foreach (var item in read()) all.Add(item);
        }
#pragma warning disable CA1031 // whatever breaks in one file is that file's gap
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            unread.Add((path, path.Length > 0 ? $"`{path}` is not read to its end: reading it breaks ({e.GetType().Name})" : $"some files are not read: reading them breaks ({e.GetType().Name})"));
        }

        return all;
    }
}
