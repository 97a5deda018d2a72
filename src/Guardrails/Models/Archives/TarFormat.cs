using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>Tar archives of every flavour: the old PyTorch container, NeMo's, and any other.</summary>
public sealed class TarFormat : IFormat
{
    private const int Block = 512;
    private const int MostEntries = 200_000;

    public string Name => "tar";

    public bool Recognises(Artifact artifact) => artifact.Slice(0, Block) is { Length: Block } head && head[0] != 0 && IsHeader(head);

    public void Judge(Artifact artifact, Judgement judgement)
    {
        string? longName = null, longLink = null;
        long? wide = null;
        var code = new CarriedCode(judgement);
        var at = 0L;
        for (var entries = 0; entries < MostEntries && judgement.Step(); entries++)
        {
            var head = artifact.Slice(at, Block).ToArray();
            if (head.Length < Block || head.AsSpan().IndexOfAnyExcept((byte)0) < 0) break;
            if (!IsHeader(head))
            {
                judgement.NotScanned("a header of the archive cannot be read", at);
                break;
            }

            var size = wide ?? Number(head.AsSpan(124, 12));
            var body = artifact.Part(at + Block, size);
            if (head[156] == 'S' || (head[156] is (byte)'x' or (byte)'g' && body.Slice(0, 1 << 16).IndexOf("GNU.sparse."u8) >= 0)) judgement.NotScanned("a member is stored with holes, and is not put together", at);
            switch ((char)head[156])
            {
                case 'L': longName = String(body.Slice(0, 4096)); break;
                case 'K': longLink = String(body.Slice(0, 4096)); break;
                case 'x': (longName, longLink, wide) = Extended(body, longName, longLink); break;
                case 'g': break;
                default:
                    Member(longName ?? Title(head), longLink ?? String(head.AsSpan(157, 100)), (char)head[156], body, at, code, judgement);
                    (longName, longLink, wide) = (null, null, null);
                    break;
            }

            at += Block + ((size + Block - 1) / Block * Block);
        }

        code.Judge();
        judgement.After(artifact, Math.Min(at, artifact.Length));
    }

    private static void Member(string name, string link, char kind, Artifact body, long at, CarriedCode code, Judgement judgement)
    {
        Names.Judge(name, at, judgement);
        if (kind == '2') Names.JudgeLink(link, name, at, judgement);
        else if (kind == '1') Names.Judge(link, at, judgement);
        if (body.Length > 0) code.See(name, at, body, judgement.Inside(name, body));
    }

    private static (string? Name, string? Link, long? Size) Extended(Artifact body, string? name, string? link)
    {
        long? size = null;
        foreach (var line in Encoding.UTF8.GetString(body.Slice(0, 1 << 16)).Split('\n'))
        {
            var (space, equals) = (line.IndexOf(' ', StringComparison.Ordinal), line.IndexOf('=', StringComparison.Ordinal));
            if (space < 0 || equals < space) continue;
            var value = line[(equals + 1)..];
            switch (line[(space + 1)..equals])
            {
                case "path": name = value; break;
                case "linkpath": link = value; break;
                case "size" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var given): size = given; break;
            }
        }

        return (name, link, size);
    }

    private static string Title(ReadOnlySpan<byte> head)
    {
        var prefix = head.Slice(257, 5).SequenceEqual("ustar"u8) ? String(head.Slice(345, 155)) : "";
        var name = String(head[..100]);
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    // The sum of all bytes, the checksum's own taken as spaces; old writers summed signed bytes.
    private static bool IsHeader(ReadOnlySpan<byte> head)
    {
        var (plain, signed) = (0L, 0L);
        for (var i = 0; i < Block; i++)
        {
            var b = i is >= 148 and < 156 ? (byte)' ' : head[i];
            (plain, signed) = (plain + b, signed + (sbyte)b);
        }

        var stated = Number(head.Slice(148, 8));
        return stated > 0 && (stated == plain || stated == signed);
    }

    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0) return Math.Max(0, BinaryPrimitives.ReadInt64BigEndian(field[^8..]));
        var value = 0L;
        foreach (var b in field)
        {
            if (b is >= (byte)'0' and <= (byte)'7') value = (value << 3) | (uint)(b - '0');
            else if (value > 0 || b is not ((byte)' ' or (byte)'0')) break;
        }

        return value;
    }

    private static string String(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field.IndexOf((byte)0) is var end and >= 0 ? field[..end] : field);
}
