using System.Diagnostics;
using System.Text;
using Plumbline.Guardrails.Secrets;

namespace Plumbline.Bench.Texts;

/// <summary>What is called in a folder of ordinary files, by kind, and how fast.</summary>
internal static class Trees
{
    private const int LargestFile = 4 << 20;

    /// <summary>Prints the kinds called under a folder.</summary>
    /// <param name="folder">Any checkout.</param>
    /// <param name="places">True to print every place, with the value hidden.</param>
    public static void Call(string folder, bool places)
    {
        var files = Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true }).Where(f => !f.Contains("/.git/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(f => (Path: f, Bytes: new FileInfo(f) is { Length: < LargestFile, LinkTarget: null } ? File.ReadAllBytes(f) : [])).Where(f => f.Bytes.AsSpan().IndexOf((byte)0) < 0).ToList();
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (path, bytes) in files)
        {
            foreach (var match in SecretScanner.Find(bytes))
            {
                var kind = $"{match.Kind} {match.Certainty}";
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                if (places) Console.WriteLine($"{kind} {Path.GetRelativePath(folder, path)}: {Line(bytes, match)}");
            }
        }

        var total = files.Sum(f => (long)f.Bytes.Length);
        var best = TimeSpan.MaxValue;
        var rounds = (int)Math.Clamp(50_000_000 / Math.Max(1, total), 1, 50);
        for (var round = 0; round < 7; round++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            for (var again = 0; again < rounds; again++) foreach (var (_, bytes) in files) SecretScanner.Find(bytes);
            var took = (Process.GetCurrentProcess().TotalProcessorTime - before) / rounds;
            best = took < best ? took : best;
        }

        Console.WriteLine($"{Path.GetFileName(folder)}: {files.Count} files, {total / 1e6:F1} MB, {total / 1e6 / best.TotalSeconds:F0} MB/s of processor time, called {kinds.Values.Sum()}");
        foreach (var (kind, count) in kinds) Console.WriteLine($"  {count,5} {kind}");
    }

    private static string Line(byte[] bytes, SecretMatch match)
    {
        var before = bytes.AsSpan(Math.Max(0, match.Start - 60)..match.Start);
        var from = before.LastIndexOf((byte)'\n') + 1;
        var value = bytes.AsSpan(match.Start, Math.Min(match.Length, 80));
        return (Encoding.UTF8.GetString(before[from..]) + "⟦" + Hide(value) + "⟧").Replace('\n', ' ');
    }

    // Enough to see what it is; not enough to use it.
    private static string Hide(ReadOnlySpan<byte> value)
    {
        var shown = Encoding.UTF8.GetString(value).ToCharArray();
        for (var i = 4; i < shown.Length - 2; i++)
        {
            if (i % 3 == 0) shown[i] = '·';
        }

        return new string(shown);
    }
}
