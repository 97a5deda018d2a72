using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Code.Trees;
using Plumbline.Guardrails.Pii;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.Memory;

/// <summary>The folder of what collectors said before. A damaged, foreign or outdated entry is no entry; a folder that cannot be written costs only the memory.</summary>
/// <param name="folder">Where entries lie: one folder a collector, one file an estate. Made where missing, for its user only.</param>
/// <param name="supplies">What beside the estate collectors read, as text: other supplies, other entries.</param>
public sealed class ClaimMemory(string folder, string supplies)
{
    private const int MostEntries = 24;
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string Program = string.Join(' ', new[] { typeof(Value), typeof(Claim), typeof(PiiScanner), typeof(SourceTree), typeof(ClaimMemory) }
        .Select(t => t.Module.ModuleVersionId));

    /// <summary>The name of the entry of an estate: program, supplies, paths and lengths.</summary>
    public string KeyOf(string collector, Scope scope)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new StringBuilder(1 << 16).Append(Program).Append('\n').Append(supplies).Append('\n').Append(collector).Append('\n').Append(scope.Name).Append(scope.Advisories is null ? "\n" : "\nadvisories\n");
        foreach (var file in scope.Files) text.Append(file.Path).Append('\0').Append(CultureInfo.InvariantCulture, $"{file.Length}").Append('\n');
        hash.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What was said of an estate; null where nothing is kept or a file that was read has other content now.</summary>
    public IReadOnlyList<Claim>? Recall(string collector, string key, Scope scope)
    {
        try
        {
            using var file = File.OpenRead(PathOf(collector, key));
            using var reader = new ClaimReader(file);
            var files = scope.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
            var reading = TracedReading.Of(scope);
            foreach (var (path, content) in reader.Opened())
            {
                var now = path == TracedReading.Advisories ? scope.Advisories : files.GetValueOrDefault(path);
                if (now is null || reading.ContentOf(now, path) != content) return null;
            }

            return reader.Claims();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was said, and drops the entries longest unused.</summary>
    public void Keep(string collector, string key, IReadOnlyDictionary<string, string> opened, IReadOnlyCollection<Claim> claims)
    {
        var path = PathOf(collector, key);
        var beside = $"{path}.{Environment.ProcessId}";
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            else Directory.CreateDirectory(Path.GetDirectoryName(path)!, Mine);
            using (var file = File.Create(beside))
            {
                using var writer = new ClaimWriter(file);
                writer.Write(opened);
                writer.Write(claims);
            }

            File.Move(beside, path, overwrite: true);
            foreach (var old in new DirectoryInfo(Path.GetDirectoryName(path)!).GetFiles().OrderByDescending(f => f.LastWriteTimeUtc).Skip(MostEntries)) old.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Drop(beside);
        }
    }

    // Nothing is kept where nothing may be written; the scan goes on.
    private static void Drop(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private string PathOf(string collector, string key) => Path.Combine(folder, collector, key);
}
