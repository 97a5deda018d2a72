namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>One packed stream of a 7z archive, and the files that lie one after the other in it.</summary>
/// <param name="Method">The id of the coder that packs it; empty where there are several.</param>
/// <param name="Properties">What the coder needs.</param>
/// <param name="IsFiltered">True where branches of x86 were rewritten before it was packed.</param>
/// <param name="Size">Bytes unpacked.</param>
/// <param name="Offset">Where the packed bytes begin in the archive.</param>
/// <param name="Packed">Packed bytes.</param>
/// <param name="Members">Name, start and length of each file.</param>
internal sealed record SevenZipFolder(byte[] Method, byte[] Properties, bool IsFiltered, long Size, long Offset, long Packed, List<(string Name, long Start, long Length)> Members);
