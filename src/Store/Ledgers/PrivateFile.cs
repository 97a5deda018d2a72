namespace Plumbline.Store.Ledgers;

/// <summary>Files that are for their owner alone from the first byte on.</summary>
public static class PrivateFile
{
    /// <summary>Makes a file that is not there yet; an <see cref="IOException"/> where it is.</summary>
    public static FileStream Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Sees that nobody else can read or write it; a <see cref="LedgerException"/> where somebody can. A group may read what an orchestrator mounts.</summary>
    public static void Check(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
            throw new LedgerException($"`{path}` can be read by others; take that from them: chmod 600");
    }
}
