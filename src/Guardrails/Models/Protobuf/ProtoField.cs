namespace Plumbline.Guardrails.Models.Protobuf;

/// <summary>One field of a message as it is written.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Wire">0 a number, 1 eight bytes, 2 bytes, 3 a group with the mark of its end, 5 four bytes.</param>
/// <param name="Value">Its number; 0 where it is bytes.</param>
/// <param name="Start">Where its value begins.</param>
/// <param name="Length">Bytes of its value.</param>
internal readonly record struct ProtoField(int Number, int Wire, ulong Value, long Start, long Length)
{
    public const int Bytes = 2;
    public const int Group = 3;
    public const int EndOfGroup = 4;

    public bool IsBytes(int number) => Wire == Bytes && Number == number;
}
