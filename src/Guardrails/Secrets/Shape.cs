using System.Buffers;
using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Secrets;

/// <summary>What stands behind a prefix: runs of an alphabet with a length, and literals between them, read without going back.</summary>
/// <remarks>Written as `{w93}AA` or `{a32}_{H8}`: an alphabet's letter (<see cref="Alphabets"/>) and a length or `least-most`.</remarks>
internal sealed class Shape
{
    private readonly Step[] steps;

    private Shape(Step[] steps) => this.steps = steps;

    /// <summary>Reads the notation.</summary>
    public static Shape Parse(string notation)
    {
        var steps = new List<Step>();
        for (var at = 0; at < notation.Length;)
        {
            var close = notation[at] == '{' ? notation.IndexOf('}', at) : -1;
            if (close < 0)
            {
                var next = notation.IndexOf('{', at);
                var literal = next < 0 ? notation[at..] : notation[at..next];
                steps.Add(new Step(null, literal.Length, literal.Length, Encoding.ASCII.GetBytes(literal)));
                at += literal.Length;
                continue;
            }

            var bounds = notation[(at + 2)..close].Split('-');
            steps.Add(new Step(Alphabets.Of(notation[at + 1]), Number(bounds[0]), Number(bounds[^1]), []));
            at = close + 1;
        }

        return new Shape([.. steps]);
    }

    /// <summary>Where the shape ends that starts at a place; -1 where it does not fit.</summary>
    public int End(ReadOnlySpan<byte> text, int at)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            if (step.Alphabet is null)
            {
                if (!text[at..].StartsWith(step.Literal)) return -1;
                at += step.Most;
                continue;
            }

            var run = Run(text, at, step);
            if (run < step.Least) return -1;
            if (i + 1 < steps.Length && steps[i + 1].Alphabet is null) run = Before(text, at, run, step, steps[i + 1].Literal);
            if (run < 0) return -1;
            at += run;
        }

        return GoesOn(text, at, steps.Length == 0 ? null : steps[^1].Alphabet) ? -1 : at;
    }

    /// <summary>Where the shape starts that ends at a place: one run, read to the left; -1 where it does not fit.</summary>
    public int Start(ReadOnlySpan<byte> text, int end)
    {
        var step = steps[0];
        if (step.Least == step.Most) return end >= step.Least && !text[(end - step.Least)..end].ContainsAnyExcept(step.Alphabet!) ? end - step.Least : -1;
        var start = end;
        while (start > 0 && end - start <= step.Most && step.Alphabet!.Contains(text[start - 1])) start--;
        return end - start >= step.Least && end - start <= step.Most ? start : -1;
    }

    private static int Run(ReadOnlySpan<byte> text, int at, in Step step)
    {
        var window = text.Slice(at, Math.Min(step.Most, text.Length - at));
        var run = window.IndexOfAnyExcept(step.Alphabet!);
        return run < 0 ? window.Length : run;
    }

    private static int Before(ReadOnlySpan<byte> text, int at, int run, in Step step, byte[] literal)
    {
        if (step.Least == step.Most) return run;
        var reach = Math.Min(text.Length, at + run + literal.Length);
        var found = text[(at + step.Least)..reach].IndexOf(literal);
        return found < 0 ? -1 : step.Least + found;
    }

    private static bool GoesOn(ReadOnlySpan<byte> text, int end, SearchValues<byte>? last)
    {
        if (end >= text.Length) return false;
        var next = text[end];
        return Alphabets.IsAlphanumeric(next) || next == '_' || (last is not null && last.Contains(next) && next is not ((byte)'.' or (byte)'=' or (byte)'/' or (byte)'~'));
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private readonly record struct Step(SearchValues<byte>? Alphabet, int Least, int Most, byte[] Literal);
}
