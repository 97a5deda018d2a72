namespace Plumbline.Collectors.Files;

/// <summary>Reads the object at the front of the bytes held, all of it checked: how long it is, or 0 to leave it to a general reader.</summary>
public delegate int RecordGlance(ReadOnlySpan<byte> ahead);
