using System.Text;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed;

/// <summary>Where a record is, made an <see cref="Origin"/> only where it is kept: one record in thousands is.</summary>
internal readonly ref struct LazyOrigin
{
    private readonly Origin? made;
    private readonly string source;
    private readonly string file;
    private readonly int place;
    private readonly ReadOnlySpan<byte> id;
    private readonly string? api;

    /// <summary>A place in a file; the id in ASCII, empty where the record has none.</summary>
    public LazyOrigin(string source, string file, int place, ReadOnlySpan<byte> id, string? api)
    {
        (this.source, this.file, this.place, this.api) = (source, file, place, api);
        this.id = id;
    }

    private LazyOrigin(Origin made) => (this.made, source, file) = (made, made.Source, made.File ?? "");

    /// <summary>The origin.</summary>
    public Origin Made => made ?? new Origin(source, file, place, id.IsEmpty ? null : Encoding.ASCII.GetString(id), api);

    /// <summary>An origin that is there already.</summary>
    public static implicit operator LazyOrigin(Origin made) => new(made);
}
