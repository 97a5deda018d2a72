using Plumbline.Posture.Scans;

namespace Plumbline.Reports;

/// <summary>One way of writing a report.</summary>
public interface IReportFormat
{
    /// <summary>The word after `--format`.</summary>
    string Name { get; }

    /// <summary>Writes the whole report.</summary>
    void Write(Report report, TextWriter to, Look look);
}

/// <summary>What the reader's screen can show; documents for machines ignore it.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Colour">True where ANSI colours are welcome.</param>
/// <param name="Elapsed">How long the scan took, or null where that must not be printed.</param>
public sealed record Look(int Width, bool Colour, TimeSpan? Elapsed);
