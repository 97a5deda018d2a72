using System.Collections.Immutable;

namespace Plumbline.Guardrails.Prompts;

/// <summary>What a line of a system prompt is about.</summary>
[Flags]
public enum LineSubjects
{
    /// <summary>Nothing that decides what the model may do.</summary>
    None = 0,

    /// <summary>It offers the model a tool.</summary>
    Tool = 1,

    /// <summary>It says what the model must refuse, may do, or need no longer heed.</summary>
    Refusal = 2,

    /// <summary>It names one person, customer or account.</summary>
    Identifier = 4,
}

/// <summary>One line of a system prompt, judged.</summary>
/// <param name="Number">1-based line.</param>
/// <param name="Text">The line, outer and repeated white space dropped.</param>
/// <param name="Subjects">What it is about.</param>
/// <param name="Tools">Names of the tools it offers, lower case.</param>
/// <param name="Numbers">Where it names a person, customer or account: first character and length.</param>
public sealed record PromptLine(
    int Number, string Text, LineSubjects Subjects, ImmutableArray<string> Tools, ImmutableArray<(int Start, int Length)> Numbers);
