using System.Globalization;
using System.Text;

namespace Plumbline.Bench.Texts;

/// <summary>Prose, JSON and log lines with a few secrets and numbers in them: the same every time.</summary>
internal static class Made
{
    private static readonly string[] Words =
        "the agent asks model for an answer and reads what its index holds customer invoice account balance report deploy region failed retry token budget context window vector chunk policy review ticket meeting schedule transfer quarterly pipeline notebook endpoint training request".Split(' ');

    /// <summary>A text of about so many characters.</summary>
    /// <param name="length">Characters, ASCII.</param>
    /// <param name="planted">Of a hundred lines, those with something to find.</param>
    public static string Text(int length, int planted)
    {
        var dice = new Random(11);
        var text = new StringBuilder(length + 400);
        while (text.Length < length)
        {
            var line = string.Join(' ', Enumerable.Range(0, dice.Next(8, 24)).Select(_ => Words[dice.Next(Words.Length)]));
            if (dice.Next(100) < planted) line += Find(dice);
            if (dice.Next(10) == 0) line = $"{{\"role\":\"user\",\"content\":\"{line}\",\"id\":\"{Token(dice, 12)}\"}}";
            else if (dice.Next(12) == 0) line = string.Create(CultureInfo.InvariantCulture, $"2026-06-{dice.Next(1, 29):00}T10:{dice.Next(60):00}:{dice.Next(60):00}Z INFO {line} took={dice.Next(9000)}ms");
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Find(Random dice) => dice.Next(5) switch
    {
        0 => $" {Words[dice.Next(Words.Length)]}.{Words[dice.Next(Words.Length)]}@mail{dice.Next(9)}.example",
        1 => string.Create(CultureInfo.InvariantCulture, $" ssn {dice.Next(100, 665)}-{dice.Next(10, 99)}-{dice.Next(1000, 9999)}"),
        2 => string.Create(CultureInfo.InvariantCulture, $" call (212) 555-{dice.Next(1000, 9999)}"),
        3 => " api_key = gh" + "p_" + Token(dice, 36),
        _ => " AK" + "IA" + new string([.. Enumerable.Range(0, 16).Select(_ => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[dice.Next(32)])]),
    };

    private static string Token(Random dice, int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[dice.Next(62)])]);
}
