using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Syntax;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Rules;

/// <summary>A sentence with CEL in braces: `{asset.name} calls {observed.calls.map(c, c.model)}`.</summary>
public sealed partial class Template
{
    private const string Command = "plumb ";

    private readonly ImmutableArray<(string Text, CelProgram? Program)> parts;

    private Template(ImmutableArray<(string, CelProgram?)> parts) => this.parts = parts;

    /// <summary>Compiles a text; null and the first error where an expression is wrong.</summary>
    public static Template? Compile(string text, CelEnvironment environment, out string? error)
    {
        error = null;
        var parts = ImmutableArray.CreateBuilder<(string, CelProgram?)>();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (open < 0) break;
            var close = Close(text, open);
            if (close < 0)
            {
                error = $"`{text[open..]}` has no closing brace";
                return null;
            }

            parts.Add((text[at..open], null));
            var program = environment.Compile(text[(open + 1)..close], out var errors);
            if (program is null)
            {
                error = Describe(errors, text[(open + 1)..close]);
                return null;
            }

            parts.Add(("", program));
            at = close + 1;
        }

        parts.Add((text[at..], null));
        return new Template(parts.DrainToImmutable());
    }

    /// <summary>The sentence for one row; a part that cannot be known reads `unknown`, and a list names what is known.</summary>
    public string Write(Value[] slots)
    {
        var text = new StringBuilder();
        foreach (var (literal, program) in parts)
        {
            if (program is null)
            {
                text.Append(literal);
                continue;
            }

            var value = program.EvaluateKnown(slots);
            var shown = value.IsError ? "unknown" : Brief(value);
            text.Append(IsInCommand(text) ? ShellWord.Of(shown) : shown);
        }

        return Moment().Replace(text.ToString(), "$1 $2 UTC");
    }

    // Commands of the product stand in backticks; in them a name is one word, whatever it holds.
    private static bool IsInCommand(StringBuilder before)
    {
        var line = before.ToString();
        line = line[(line.LastIndexOf('\n') + 1)..];
        return line.LastIndexOf('`') is >= 0 and var tick && line.Count(c => c == '`') % 2 == 1 && line.AsSpan(tick + 1).StartsWith(Command, StringComparison.Ordinal);
    }

    // CEL writes a time inside a text as 2026-10-03T08:14:07Z; people read it to the minute.
    [GeneratedRegex(@"\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();

    // The same value several times over is one thing to a reader.
    private static string Brief(Value value) =>
        value.AsList is { } list && list.Items.Length > 1 ? Value.List([.. list.Items.Distinct()]).ToString() : value.ToString();

    internal static string Describe(ImmutableArray<CelError> errors, string source) =>
        errors is [var first, ..] ? $"{first.Message} (column {first.Column} of `{source.ReplaceLineEndings(" ")}`)" : "not a CEL expression";

    // Braces inside CEL (map literals, strings) nest.
    private static int Close(string text, int open)
    {
        var depth = 0;
        var quote = '\0';
        for (var i = open; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"') quote = c;
            else if (c == '{') depth++;
            else if (c == '}' && --depth == 0) return i;
        }

        return -1;
    }
}
