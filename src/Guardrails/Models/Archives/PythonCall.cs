namespace Plumbline.Guardrails.Models.Archives;

/// <summary>A call in source code that code beside a model has no need of.</summary>
/// <param name="Path">What is called, by its own name.</param>
/// <param name="Danger">What the call weighs.</param>
/// <param name="Why">One clause.</param>
internal sealed record PythonCall(string Path, Danger Danger, string Why);
