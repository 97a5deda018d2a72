using System.Collections.Immutable;

namespace Plumbline.Code.Names;

/// <summary>How a text is known.</summary>
public enum Knowing
{
    /// <summary>It stands where it is used.</summary>
    Literal,

    /// <summary>A name leads to it.</summary>
    Constant,

    /// <summary>Callers give it for a parameter.</summary>
    Caller,

    /// <summary>A container of services hands it out.</summary>
    Service,

    /// <summary>A configuration file of the project says it.</summary>
    Configuration,

    /// <summary>It holds where nothing else is given: a parameter's default, the other side of a configuration value.</summary>
    Default,
}

/// <summary>One text that an expression may be.</summary>
/// <param name="Value">The text.</param>
/// <param name="How">How it is known.</param>
/// <param name="File">Where it is written.</param>
/// <param name="Line">1-based.</param>
public sealed record Wording(string Value, Knowing How, string File, int Line)
{
    /// <summary>False for what a library's constant stands for: the text itself is nowhere in the file.</summary>
    public bool IsWritten { get; init; } = true;
}

/// <summary>What is known of a text.</summary>
/// <param name="All">Every text it may be, each once.</param>
/// <param name="Open">What it is taken from where that is not known: a parameter, a setting, `built` for a text put together at run time.</param>
/// <param name="Settings">Names of settings it is taken from, known or not.</param>
public sealed record Said(ImmutableArray<Wording> All, ImmutableArray<string> Open, ImmutableArray<string> Settings)
{
    /// <summary>Nothing is said.</summary>
    public static Said Nothing { get; } = new([], [], []);
}

/// <summary>A value that a configuration file gives to a name.</summary>
/// <param name="Value">The value.</param>
/// <param name="File">The file.</param>
/// <param name="Line">1-based.</param>
public sealed record Setting(string Value, string File, int Line);
