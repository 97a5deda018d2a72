using System.Runtime.InteropServices;
using System.Text;

namespace Plumbline.Collectors.Files;

/// <summary>Tells files from pipes, sockets and devices, which would block whoever opens them or never end.</summary>
public static class RegularFiles
{
    private const int Here = -100;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>True for a regular file, links followed; where the system cannot say, true.</summary>
    public static bool Is(FileInfo file)
    {
        if (file.Length > 0) return true;
        try
        {
            var answer = new byte[256];
            return Statx(Here, Encoding.UTF8.GetBytes(file.FullName + "\0"), 0, 1, answer) != 0
                || (BitConverter.ToUInt16(answer, ModeOffset) & TypeMask) == Regular;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return true;
        }
    }

#pragma warning disable SYSLIB1054 // one call with plain arrays needs no generated marshalling
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] answer);
#pragma warning restore SYSLIB1054
}
