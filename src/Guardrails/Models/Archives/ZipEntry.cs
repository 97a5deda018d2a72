namespace Plumbline.Guardrails.Models.Archives;

/// <summary>A member as a header of a zip states it; nothing of it is believed.</summary>
/// <param name="Header">Where its local header begins.</param>
/// <param name="Data">Where its bytes begin.</param>
/// <param name="Packed">Bytes as stored; -1 where the header leaves it open.</param>
/// <param name="Mode">Unix mode, 0 where none is given.</param>
internal sealed record ZipEntry(string Name, int Method, int Flags, long Packed, long Size, long Header, long Data, int Mode)
{
    public bool Encrypted => (Flags & 0x41) != 0;

    public bool IsLink => (Mode & 0xF000) == 0xA000;
}
