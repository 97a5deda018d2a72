using System.Globalization;

namespace Plumbline.Reports.Terminal;

/// <summary>A page of lines: what is written as one line is one line, whatever the estate's names hold.</summary>
internal sealed class Screen : StringWriter
{
    public Screen()
        : base(CultureInfo.InvariantCulture) => NewLine = "\n";

    /// <inheritdoc/>
    public override void WriteLine(string? value) => base.WriteLine(Plain.Row(value));
}
