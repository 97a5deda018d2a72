namespace Plumbline.Cli.Commands;

/// <summary>What the exit code says.</summary>
public static class Exit
{
    /// <summary>Nothing at or above the threshold.</summary>
    public const int InLine = 0;

    /// <summary>Findings at or above the threshold, or a rule that does not prove itself.</summary>
    public const int OutOfLine = 1;

    /// <summary>The command was not understood.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by the user.</summary>
    public const int Stopped = 130;

    /// <summary>Something that was there could not be read.</summary>
    public const int Incomplete = 3;
}
