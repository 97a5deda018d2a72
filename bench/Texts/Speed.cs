using System.Diagnostics;
using System.Text;
using Plumbline.Guardrails.Pii;
using Plumbline.Guardrails.Secrets;

namespace Plumbline.Bench.Texts;

/// <summary>How fast texts are read, by the time of the processor, in pieces of 64 Ki.</summary>
internal static class Speed
{
    private const int Piece = 1 << 16;
    private const int Length = 8 << 20;

    /// <summary>Prints megabytes a second; the best of nine rounds.</summary>
    public static void Secrets()
    {
        foreach (var planted in new[] { 0, 5 })
        {
            var text = Made.Text(Length, planted);
            var bytes = Encoding.UTF8.GetBytes(text);
            Print($"secrets, bytes, {planted} of 100 lines planted", Length, () => InPieces(bytes.Length, (at, size) => SecretScanner.Find(bytes.AsSpan(at, size)).Count));
            Print($"secrets, characters, {planted} of 100 lines planted", Length, () => InPieces(text.Length, (at, size) => SecretScanner.Find(text.AsSpan(at, size)).Count));
        }
    }

    /// <summary>Prints megabytes a second; the best of nine rounds.</summary>
    public static void Pii()
    {
        foreach (var planted in new[] { 0, 5 })
        {
            var text = Made.Text(Length, planted);
            Print($"pii, prompts, {planted} of 100 lines planted", Length, () => InPieces(text.Length, (at, size) => PiiScanner.Find(text.AsSpan(at, size)).Count));
            Print($"pii, at rest, {planted} of 100 lines planted", Length, () => InPieces(text.Length, (at, size) => PiiScanner.Find(text.AsSpan(at, size), PiiProfile.AtRest).Count));
        }
    }

    /// <summary>Writes the text that peers read.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "planted.txt"), Made.Text(Length, 5));
    }

    private static int InPieces(int length, Func<int, int, int> find)
    {
        var found = 0;
        for (var at = 0; at < length; at += Piece) found += find(at, Math.Min(Piece, length - at));
        return found;
    }

    private static void Print(string what, int length, Func<int> read)
    {
        var (best, found) = (TimeSpan.MaxValue, 0);
        for (var round = 0; round < 9; round++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            found = read();
            var took = Process.GetCurrentProcess().TotalProcessorTime - before;
            best = took < best ? took : best;
        }

        Console.WriteLine($"{what}: {length / 1e6 / Math.Max(best.TotalSeconds, 1e-3):F0} MB/s of processor time, {found} found");
    }
}
