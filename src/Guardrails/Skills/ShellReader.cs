using System.Buffers;
using System.Text;

namespace Plumbline.Guardrails.Skills;

/// <summary>Reads a shell script into simple commands: quotes, variables, pipes, substitutions, documents. Nothing is run. Linear, with bounds.</summary>
internal sealed class ShellReader
{
    /// <summary>What names of variables are made of.</summary>
    public static readonly SearchValues<char> NameParts = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private const int MostCommands = 5000;
    private const int Deepest = 6;
    private const int LongestWord = 64 * 1024;

    private readonly string text;
    private readonly int depth;
    private readonly Dictionary<string, string> variables;
    private readonly List<ShellCommand> found;
    private readonly Queue<(string Mark, ShellCommand For, bool IsIndented)> documents = new();
    private int at;
    private int line;

    private ShellReader(string text, int line, int depth, Dictionary<string, string> variables, List<ShellCommand> found) =>
        (this.text, this.line, this.depth, this.variables, this.found) = (text, line, depth, variables, found);

    /// <summary>The commands of a script, those of substitutions before the ones they stand in.</summary>
    public static List<ShellCommand> Read(string text, int line = 1)
    {
        var found = new List<ShellCommand>();
        new ShellReader(text, line, 0, new Dictionary<string, string>(StringComparer.Ordinal), found).Commands();
        return found;
    }

    // The commands up to the end or a closing bracket; what they are is returned for the command around them.
    private List<ShellCommand> Commands(char end = '\0')
    {
        var own = new List<ShellCommand>();
        ShellCommand? piped = null;
        while (at < text.Length && found.Count < MostCommands)
        {
            Skip();
            if (at >= text.Length) break;
            var c = text[at];
            if (c == end && end != '\0') { at++; return own; }
            if (c is ';' or '\n' or '&' or '|' or '(' or ')') { Divide(c, own, ref piped); continue; }
            var command = new ShellCommand(line) { Before = piped };
            piped = null;
            ReadCommand(command, end);
            Keep(command);
            own.Add(command);
            found.Add(command);
        }

        return own;
    }

    private void Divide(char c, List<ShellCommand> own, ref ShellCommand? piped)
    {
        at++;
        if (c == '\n') { line++; Documents(); }
        if (c == '|' && (at >= text.Length || text[at] != '|')) { if (at < text.Length && text[at] == '&') at++; piped = own.Count > 0 ? own[^1] : null; }
        else if (at < text.Length && text[at] == c && c is '&' or '|' or ';') at++;
    }

    private void ReadCommand(ShellCommand command, char end)
    {
        while (at < text.Length)
        {
            while (at < text.Length && text[at] is ' ' or '\t' or '\r') at++;
            if (at >= text.Length) return;
            var c = text[at];
            if (c == '\\' && at + 1 < text.Length && text[at + 1] is '\n' or '\r') { at += text[at + 1] == '\r' && at + 2 < text.Length ? 3 : 2; line++; continue; }
            if (c is '\n' or ';' or '|' || (c == '&' && !(at + 1 < text.Length && text[at + 1] == '>')) || c == ')' || (c == end && end != '\0')) return;
            if (c == '#' && (at == 0 || text[at - 1] is ' ' or '\t' or '\n' or ';')) { ToLineEnd(); return; }
            if (c is '<' or '>' or '&' || (char.IsAsciiDigit(c) && at + 1 < text.Length && text[at + 1] is '>' or '<')) { Redirect(command); continue; }
            if (c == '(') { at++; command.Inner.AddRange(Commands(')')); continue; }
            var before = at;
            var word = Word(command);
            if (word.Contains('\u0001', StringComparison.Ordinal)) command.Words.AddRange(word.Split('\u0001', StringSplitOptions.RemoveEmptyEntries));
            else if (word.Length > 0 || at > before) command.Words.Add(word);
            if (at == before) at++;
        }
    }

    private void Redirect(ShellCommand command)
    {
        var start = at;
        while (at < text.Length && (text[at] is '<' or '>' or '&' or '-' or '|' || (at == start && char.IsAsciiDigit(text[at])))) { at++; if (at - start > 3) break; }
        var sign = text[start..at].TrimStart('0', '1', '2');
        if (at < text.Length && text[at] == '(' && sign is "<" or ">") { at++; command.Inner.AddRange(Commands(')')); return; }
        while (at < text.Length && text[at] is ' ' or '\t') at++;
        var target = Word(command);
        if (sign is "<<" or "<<-") documents.Enqueue((target, command, sign == "<<-"));
        else if (sign == "<<<") command.Document = target;
        else if (target.Length > 0) command.Redirects.Add((sign, target));
    }

    // The texts that follow a line for the commands on it.
    private void Documents()
    {
        while (documents.TryDequeue(out var document))
        {
            var body = new StringBuilder();
            while (at < text.Length)
            {
                var end = text.IndexOf('\n', at);
                var row = end < 0 ? text[at..] : text[at..end];
                at = end < 0 ? text.Length : end + 1;
                line++;
                if ((document.IsIndented ? row.TrimStart('\t') : row).TrimEnd('\r') == document.Mark) break;
                if (body.Length < LongestWord) body.Append(row).Append('\n');
            }

            document.For.Document = body.ToString();
        }
    }

    private string Word(ShellCommand command)
    {
        var word = new StringBuilder();
        while (at < text.Length && word.Length < LongestWord)
        {
            var c = text[at];
            if (c is ' ' or '\t' or '\n' or '\r' or ';' or '|' or '&' or '<' or '>' or '(' or ')') break;
            at++;
            switch (c)
            {
                case '\'':
                    Until('\'', word);
                    break;
                case '"':
                    Quoted(word, command);
                    break;
                case '\\':
                    if (at < text.Length) { if (text[at] == '\n') line++; else word.Append(text[at]); at++; }
                    break;
                case '$':
                    Dollar(word, command, false);
                    break;
                case '`':
                    Backticks(command, word);
                    break;
                default:
                    word.Append(c);
                    break;
            }
        }

        return word.ToString();
    }

    private void Until(char quote, StringBuilder word)
    {
        var end = text.IndexOf(quote, at);
        if (end < 0) end = text.Length;
        var part = text.AsSpan(at, end - at);
        line += part.Count('\n');
        if (word.Length + part.Length <= LongestWord) word.Append(part);
        at = Math.Min(end + 1, text.Length);
    }

    private void Quoted(StringBuilder word, ShellCommand command)
    {
        while (at < text.Length && text[at] != '"')
        {
            var c = text[at++];
            if (c == '\n') line++;
            if (c == '\\' && at < text.Length) { if (text[at] is not ('"' or '\\' or '$' or '`' or '\n')) word.Append('\\'); if (text[at] == '\n') line++; else word.Append(text[at]); at++; }
            else if (c == '$') Dollar(word, command, true);
            else if (c == '`') Backticks(command, word);
            else word.Append(c);
            if (word.Length > LongestWord) word.Length = LongestWord;
        }

        at = Math.Min(at + 1, text.Length);
    }

    private void Dollar(StringBuilder word, ShellCommand command, bool isQuoted)
    {
        if (at >= text.Length) { word.Append('$'); return; }
        if (text[at] == '(')
        {
            at++;
            if (depth < Deepest) Nested(command, word);
            return;
        }

        if (text[at] == '\'' && !isQuoted) { at++; var start = word.Length; Until('\'', word); Ansi(word, start); return; }
        var isBraced = text[at] == '{';
        var from = at + (isBraced ? 1 : 0);
        var length = text.AsSpan(from).IndexOfAnyExcept(NameParts);
        if (length < 0) length = text.Length - from;
        var name = text.Substring(from, length);
        at = from + length;
        if (isBraced) { var end = text.IndexOf('}', at); at = end < 0 ? text.Length : end + 1; }
        if (name == "IFS") word.Append(isQuoted ? ' ' : '\u0001');
        else if (variables.TryGetValue(name, out var value) && word.Length + value.Length <= LongestWord) word.Append(value);
        else word.Append('$').Append(name);
    }

    private void Nested(ShellCommand command, StringBuilder word)
    {
        var inner = new ShellReader(text, line, depth + 1, variables, found) { at = at };
        var commands = inner.Commands(')');
        (at, line) = (inner.at, inner.line);
        command.Inner.AddRange(commands);
        word.Append(commands.Count > 0 && ShellOutput.Of(commands[^1]) is { } known ? known : "$()");
    }

    private void Backticks(ShellCommand command, StringBuilder word)
    {
        var end = text.IndexOf('`', at);
        if (end < 0) end = text.Length;
        var script = text[at..end];
        at = Math.Min(end + 1, text.Length);
        if (depth >= Deepest) return;
        var inner = new ShellReader(script, line, depth + 1, variables, found);
        var commands = inner.Commands();
        command.Inner.AddRange(commands);
        word.Append(commands.Count > 0 && ShellOutput.Of(commands[^1]) is { } known ? known : "$()");
    }

    private static void Ansi(StringBuilder word, int start)
    {
        var raw = word.ToString(start, word.Length - start);
        word.Length = start;
        word.Append(ShellOutput.Unescaped(raw));
    }

    // `NAME=value`, alone or behind export.
    private void Keep(ShellCommand command)
    {
        foreach (var word in command.Words.SkipWhile(w => w is "export" or "local" or "declare" or "readonly" or "set"))
        {
            var cut = word.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0 || word.AsSpan(0, cut).IndexOfAnyExcept(NameParts) >= 0) return;
            if (variables.Count < 1000 && word.Length < 4096) variables[word[..cut]] = word[(cut + 1)..];
        }
    }

    private void Skip()
    {
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\r') at++;
            else if (text[at] == '#' && (at == 0 || text[at - 1] is ' ' or '\t' or '\n' or ';')) ToLineEnd();
            else return;
        }
    }

    private void ToLineEnd()
    {
        var end = text.IndexOf('\n', at);
        at = end < 0 ? text.Length : end;
    }
}
