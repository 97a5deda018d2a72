using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Collectors.Files.Git;

/// <summary>Reads lengths and what follows them, as OpenSSH writes keys and signatures (RFC 4251, section 5).</summary>
internal sealed class SshReader(byte[] bytes)
{
    private int at;

    /// <summary>True where everything was read.</summary>
    public bool IsAtEnd => at == bytes.Length;

    /// <summary>The next bytes; null where there are not as many.</summary>
    public byte[]? Take(int count)
    {
        if (count < 0 || count > bytes.Length - at) return null;
        at += count;
        return bytes[(at - count)..at];
    }

    /// <summary>The next number; null at the end.</summary>
    public uint? Number() => Take(4) is { } four ? BinaryPrimitives.ReadUInt32BigEndian(four) : null;

    /// <summary>The next bytes that bring their length; null where they are cut off.</summary>
    public byte[]? Bytes() => Number() is { } length and <= int.MaxValue ? Take((int)length) : null;

    /// <summary>The same as text.</summary>
    public string? Text() => Bytes() is { } text ? Encoding.UTF8.GetString(text) : null;
}
