namespace Plumbline.Cli.Commands;

/// <summary>Says on standard error what is being read, once it takes long enough to ask; silent where nobody looks.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Timer? timer;
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly int files;
    private int ticks;

    public Progress(int files)
    {
        this.files = files;
        if (!Console.IsErrorRedirected) timer = new Timer(_ => Show(), null, Patience, TimeSpan.FromMilliseconds(250));
    }

    public void Reading(string name)
    {
        lock (names) names.Add(name);
    }

    public void Dispose()
    {
        timer?.Dispose();
        if (ticks > 0) Console.Error.Write("\r\e[K");
    }

    private void Show()
    {
        string all;
        lock (names) all = string.Join(", ", names.Order(StringComparer.Ordinal));
        Console.Error.Write($"\r\e[K{"|/-\\"[ticks++ % 4]} reading {files} files: {all}");
    }
}
