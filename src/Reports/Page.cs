using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Plumbline.Reports;

/// <summary>HTML as it is written: what stands in a template is markup, what is put into its holes is text, always.</summary>
internal sealed class Page(TextWriter to)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes a template; its holes are encoded, in text and in quoted attributes alike.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "the template is written to this page while it is made")]
    public void Add([InterpolatedStringHandlerArgument("")] Markup markup) => _ = markup;

    /// <summary>Writes markup that this program holds itself.</summary>
    public void Raw(string markup) => to.Write(markup);

    private void Text(string? text) => to.Write(Encoder.Encode(Plain.Of(text)));

    /// <summary>A template on its way to the page.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly Page page;

#pragma warning disable IDE0060 // the compiler passes both lengths
        public Markup(int literals, int holes, Page page) => this.page = page;
#pragma warning restore IDE0060

        public void AppendLiteral(string markup) => page.Raw(markup);

        public void AppendFormatted(string? text) => page.Text(text);

        public void AppendFormatted(int number) => page.Raw(number.ToString("n0", CultureInfo.InvariantCulture));

        public void AppendFormatted(Coordinate at) => page.Raw(at.Value.ToString("0.#", CultureInfo.InvariantCulture));
    }
}

/// <summary>A length in a drawing.</summary>
internal readonly record struct Coordinate(double Value)
{
    public static implicit operator Coordinate(double value) => new(value);
}
