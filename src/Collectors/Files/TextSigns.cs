using Plumbline.Cel.Types;
using Plumbline.Guardrails.Injection;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Files;

/// <summary>A sign in a file that a model follows: what kind, how bad, where; never what the file says.</summary>
/// <param name="Kind">`instruction`, `hidden-text`, `remote-code`, `credentials`, …</param>
/// <param name="Danger">`critical`, `high`, `medium` or `low`.</param>
/// <param name="File">The file.</param>
/// <param name="Line">1-based.</param>
/// <param name="Reason">What was seen, in words of the judge.</param>
/// <param name="Subject">A host, a file, a program; empty where there is none.</param>
public sealed record FileSign(string Kind, string Danger, string File, int Line, string Reason, string Subject = "")
{
    /// <summary>The shape of a sign as an element of a word.</summary>
    public static CelType Shape { get; } = Object("file-sign",
        ("kind", CelType.String),
        ("danger", CelType.String),       // critical, high, medium, low: before anything speaks for it
        ("file", CelType.String), ("line", Int),
        ("reason", CelType.String), ("subject", CelType.String),
        ("place", CelType.String));       // file and line

    /// <summary>The sign as a value.</summary>
    public Value ToValue() => Value.Map(
        ("kind", Value.Of(Kind)), ("danger", Value.Of(Danger)), ("file", Value.Of(File)), ("line", Value.Of((long)Line)), ("reason", Value.Of(Reason)), ("subject", Value.Of(Subject)), ("place", Value.Of($"{File}:{Line}")));
}

/// <summary>Judges a text that a model follows: injected instructions and hidden characters.</summary>
public static class TextSigns
{
    /// <summary>The signs of a text, by line, each kind of a line once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="file">Its file.</param>
    public static IEnumerable<FileSign> Of(string text, TextRole role, string file)
    {
        var found = new List<FileSign>();
        var lines = new LineStarts(text);
        foreach (var sign in InstructionJudge.Find(text, role))
        {
            if (DangerOf(sign) is { } danger) found.Add(new FileSign("instruction", danger, file, lines.Of(sign.Start), sign.Wrapping.Length == 0 ? sign.Reason : $"{sign.Reason}, hidden as {sign.Wrapping}"));
        }

        foreach (var run in HiddenText.Find(text))
        {
            if (DangerOf(run) is { } danger) found.Add(new FileSign("hidden-text", danger, file, lines.Of(run.Start), run.Reason));
        }

        return found.GroupBy(s => (s.Kind, s.Line, s.Reason)).Select(g => g.First());
    }

    private static string? DangerOf(InstructionSign sign) => sign.Certainty switch
    {
        Certainty.High => sign.Wrapping.Length > 0 || sign.Kind is InstructionKind.Exfiltration or InstructionKind.CredentialReading ? "critical" : "high",
        Certainty.Medium => "medium",
        _ => null,
    };

    // What spells nothing may be an accident of copying; what spells a text is none.
    private static string? DangerOf(HiddenRun run) => run.Certainty switch
    {
        Certainty.High => run.Kind is HiddenKind.Lookalikes or HiddenKind.TerminalEscapes ? "medium" : "high",
        Certainty.Medium => "medium",
        _ => null,
    };
}

/// <summary>Tells the line of a place in a text.</summary>
public sealed class LineStarts
{
    private readonly List<int> starts = [0];

    /// <summary>Reads where lines start.</summary>
    public LineStarts(string text)
    {
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1)) starts.Add(at + 1);
    }

    /// <summary>The 1-based line of a place.</summary>
    public int Of(int place) => starts.BinarySearch(place) is var at && at >= 0 ? at + 1 : ~at;
}
