namespace Plumbline.Guardrails.Models.Archives;

/// <summary>A file that an archive holds.</summary>
/// <param name="Name">Its name there, with `/`; two of one name are told apart by a number.</param>
/// <param name="Bytes">What it holds, as far as it was read.</param>
public sealed record PackedFile(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>What an archive holds.</summary>
public sealed class Unpacked
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly List<PackedFile> files = [];
    private readonly List<string> lost = [];
    private readonly List<string> leading = [];

    /// <summary>Its files, in their order.</summary>
    public IReadOnlyList<PackedFile> Files => files;

    /// <summary>What could not be read, in a few words each.</summary>
    public IReadOnlyList<string> Lost => lost;

    /// <summary>Names and links that lead out of the folder it is unpacked into.</summary>
    public IReadOnlyList<string> Leading => leading;

    /// <summary>True where a file of it can be opened only with a password.</summary>
    public bool IsLocked { get; internal set; }

    internal void Add(string name, ReadOnlyMemory<byte> bytes)
    {
        var plain = name.Replace('\\', '/').TrimStart('/');
        var own = plain;
        for (var n = 2; !names.Add(own); n++) own = $"{plain}#{n}";
        files.Add(new PackedFile(own, bytes));
    }

    internal void Lose(string why)
    {
        if (lost.Count < 20 && !lost.Contains(why)) lost.Add(why);
    }

    internal void Lead(string name)
    {
        if (leading.Count < 20) leading.Add(name);
    }
}
