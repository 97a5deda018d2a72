namespace Plumbline.Code.Deeds;

/// <summary>A place at which the code of an MCP server listens on every address of its machine.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">1-based.</param>
/// <param name="Host">The address as written: `0.0.0.0`, `::`; empty where none is written and the library takes every address.</param>
/// <param name="Asks">What in the code shows that callers are asked who they are; empty where nothing does.</param>
public sealed record Listener(string File, int Line, string Host, string Asks);
