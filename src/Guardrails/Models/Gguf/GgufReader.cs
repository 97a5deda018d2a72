using System.Buffers.Binary;

namespace Plumbline.Guardrails.Models.Gguf;

/// <summary>A place in a GGUF file that moves on; behind the end it reads nothing and says so once.</summary>
internal sealed class GgufReader(Artifact artifact, Judgement judgement)
{
    private bool isBig;

    /// <summary>Bytes there are.</summary>
    public long Length => artifact.Length;

    /// <summary>The next byte.</summary>
    public long At { get; private set; }

    /// <summary>1, 2 or 3.</summary>
    public uint Version { get; private set; }

    /// <summary>Tensors it says it has.</summary>
    public long Tensors { get; private set; }

    /// <summary>Metadata it says it has.</summary>
    public long Entries { get; private set; }

    /// <summary>True once something was asked for that is not there.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Reads the fixed head; false where nothing more can be read.</summary>
    public bool Start()
    {
        Version = artifact.UInt32(4);
        if ((Version & 0xffff) == 0) (Version, isBig) = (BinaryPrimitives.ReverseEndianness(Version), true);
        At = 8;
        if (Version is 0 or > 3)
        {
            judgement.NotScanned("a version of GGUF that is not known", 4);
            return false;
        }

        (Tensors, Entries) = (Count(), Count());
        if (Tensors <= Length && Entries <= Length) return !IsBroken;
        judgement.Sign("malformed-header", Danger.Review, 8, "counts", "it says that it holds more than the file has bytes");
        judgement.NotScanned("its counts cannot be true", 8);
        return false;
    }

    /// <summary>A count, of 32 bits in the first version and 64 since.</summary>
    public long Count() => Version == 1 ? (long)Number(4) : (long)Math.Min(Number(8), long.MaxValue);

    public ulong Number(int size)
    {
        var bytes = artifact.Slice(At, size);
        if (bytes.Length < size)
        {
            Break("it ends within its header");
            return 0;
        }

        At += size;
        ulong value = 0;
        for (var i = 0; i < size; i++) value |= (ulong)bytes[isBig ? size - 1 - i : i] << (8 * i);
        return value;
    }

    /// <summary>A text; null where it is longer than asked for, which is skipped.</summary>
    public string? Text(int most)
    {
        var length = Count();
        var start = At;
        Skip(length);
        return IsBroken || length > most ? null : artifact.Text(start, length, most);
    }

    public void Skip(long length)
    {
        if (length < 0 || length > Length - At) Break("something in its header reaches behind the end of the file");
        else At += length;
    }

    public void Break(string why)
    {
        if (IsBroken) return;
        IsBroken = true;
        judgement.Sign("malformed-header", Danger.Review, At, "header", why);
        judgement.NotScanned("its header cannot be read whole", At);
    }
}
