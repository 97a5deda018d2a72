using Plumbline.Guardrails.Models.Archives;
using Plumbline.Guardrails.Models.Decoders;
using Plumbline.Guardrails.Models.Pickles;

namespace Plumbline.Guardrails.Models;

/// <summary>Every format, one line each. An artifact is judged as all that recognise it; the first gives its name.</summary>
public static class Formats
{
    public static IReadOnlyList<IFormat> All { get; } =
    [
        new ZipFormat(),
        new TarFormat(),
        new GzipFormat(),
        new ZlibFormat(),
        new NumpyFormat(),
        new PickleFormat(),
    ];
}
