using System.Security.Cryptography;
using System.Text;

namespace Plumbline.Collectors.Observed;

/// <summary>Which events were met before, so that one delivered twice counts once: 16 bytes each, up to a limit.</summary>
/// <remarks>Past the limit no more are remembered: an event delivered twice may then count twice.</remarks>
internal sealed class EventIds
{
    /// <summary>Most events remembered.</summary>
    public const int Most = 3 << 19;

    /// <summary>True once an event could not be remembered.</summary>
    public bool IsCut { get; private set; }

    private IdBits[] slots = new IdBits[1024];
    private int count;

    /// <summary>Adds the id of a request to one API; false where it is known.</summary>
    public bool Add(RequestId id, string api)
    {
        if (id.Other is { } text) return AddHash(Encoding.UTF8.GetBytes($"{text}\n{api}"));

        // Text hashes differ from process to process: no log can be written so that one request hides another's.
        var (hash, other) = (StringComparer.Ordinal.GetHashCode(api), StringComparer.Ordinal.GetHashCode(api + "\n"));
        return Add(id.Bits ^ new IdBits((ulong)HashCode.Combine(hash, other, 1) << 32 | (uint)hash, (ulong)HashCode.Combine(hash, other, 2) << 32 | (uint)other));
    }

    /// <summary>Adds the id of an event; false where it is known.</summary>
    public bool Add(string id) => RequestId.Of(id) is { Other: null } packed ? Add(packed.Bits) : AddHash(Encoding.UTF8.GetBytes(id));

    /// <summary>Adds the id of an event, in ASCII; false where it is known.</summary>
    public bool Add(ReadOnlySpan<byte> id) => RequestId.Of(id) is { Other: null } packed ? Add(packed.Bits) : AddHash(id);

    /// <summary>Adds an event by a hash of bytes that are its own; false where it is known.</summary>
    public bool AddHash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Add(IdBits.Read(hash));
    }

    private bool Add(IdBits id)
    {
        // Zero marks a free slot.
        if (id.IsZero) id = IdBits.Most;
        ref var slot = ref Find(slots, id);
        if (slot == id) return false;
        if (count >= Most)
        {
            IsCut = true;
            return true;
        }

        slot = id;
        if (++count * 4L > slots.Length * 3L) Grow();
        return true;
    }

    private void Grow()
    {
        var larger = new IdBits[slots.Length * 2];
        foreach (var id in slots)
        {
            if (!id.IsZero) Find(larger, id) = id;
        }

        slots = larger;
    }

    // Seeded, because ids may be chosen to collide.
    private static ref IdBits Find(IdBits[] slots, IdBits id)
    {
        var at = HashCode.Combine(id.High, id.Low) & (slots.Length - 1);
        while (!slots[at].IsZero && slots[at] != id) at = (at + 1) & (slots.Length - 1);
        return ref slots[at];
    }
}
