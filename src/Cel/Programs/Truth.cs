using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs;

/// <summary>What a condition says; ordered, so that and is the least, or the greatest, and not its mirror.</summary>
public enum Truth : byte { False = 0, Unknown = 1, True = 2 }

/// <summary>Truth and values into one another.</summary>
internal static class Truths
{
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    public static Truth Of(Value value) => value.IsTrue ? Truth.True : value.IsFalse ? Truth.False : Truth.Unknown;

    public static Truth Not(this Truth truth) => Truth.True - (byte)truth;
}
