using System.Diagnostics;
using System.Globalization;
using System.Text;
using Plumbline.Guardrails.Secrets;
using Xunit;

namespace Plumbline.Guardrails.Tests;

/// <summary>Every kind is found wherever it stands, at exactly its place; one character more or less is not it.</summary>
public sealed class SecretKindTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    private static readonly Dictionary<char, string> Alphabets = new()
    {
        ['a'] = Letters + Letters.ToUpperInvariant() + Digits, ['w'] = Letters + Letters.ToUpperInvariant() + Digits + "_-", ['i'] = Letters + Letters.ToUpperInvariant() + Digits + "_",
        ['b'] = Letters + Letters.ToUpperInvariant() + Digits + "+/", ['B'] = Letters + Letters.ToUpperInvariant() + Digits + "+/", ['d'] = Digits, ['h'] = Digits + "abcdef", ['H'] = Digits + "abcdefABCDEF",
        ['l'] = Letters + Digits, ['L'] = Letters + Letters.ToUpperInvariant(), ['u'] = Letters.ToUpperInvariant() + Digits, ['e'] = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", ['t'] = Letters + Letters.ToUpperInvariant() + Digits,
        ['q'] = Letters + Letters.ToUpperInvariant() + Digits, ['x'] = Letters + Letters.ToUpperInvariant() + Digits,
    };

    private static readonly string[] Contexts = ["{0}", "value {0} and more", "\"{0}\"", "{{\"a\": \"{0}\"}}\n", "- '{0}'\r\n", "export X={0}\n", "<t>{0}</t>", "(\"{0}\", 1)", "één\n{0}\n", "a\\n{0}\\n"];

    public static TheoryData<string, string, bool> Kinds()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var row in Cases.Lines("Secrets", "kinds.tsv")) data.Add(row[0], row[1], row.Length > 2);
        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_is_found_at_its_place(string kind, string written, bool exact)
    {
        var dice = new Random(kind.Length + written.Length);
        foreach (var context in Contexts)
        {
            var value = Value(written, dice);
            var text = string.Format(CultureInfo.InvariantCulture, context, value);
            var start = text.IndexOf(value, StringComparison.Ordinal);
            Assert.Contains(SecretScanner.Find(text), m => m.Kind == kind && m.Start == start && m.Length == value.Length && m.Certainty >= Certainty.Shaped);
            var bytes = Encoding.UTF8.GetBytes(text);
            Assert.Contains(SecretScanner.Find(bytes), m => m.Kind == kind && bytes.AsSpan(m.Start, m.Length).SequenceEqual(Encoding.UTF8.GetBytes(value)));
            if (!exact) continue;
            Assert.DoesNotContain(SecretScanner.Find("(" + value + value[^1] + ")"), m => m.Kind == kind);
            Assert.DoesNotContain(SecretScanner.Find("(" + value[..^1] + ")"), m => m.Kind == kind);
            Assert.DoesNotContain(SecretScanner.Find("(z" + value + ")"), m => m.Kind == kind && m.Start == 2);
        }
    }

    [Fact]
    public void Whatever_is_read_matches_lie_in_order_inside_the_text()
    {
        var dice = new Random(7);
        var seeds = Cases.Lines("Secrets", "kinds.tsv").Select(row => Value(row[1], dice)).Concat(["password: \"", "-----BEGIN PRIVATE KEY-----\n", "https://u:p4ss!w0rd@h.example/", "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.", "curl -u a:b", "token = '"]).ToList();
        for (var round = 0; round < 2000; round++)
        {
            var text = new StringBuilder();
            for (var part = dice.Next(1, 6); part > 0; part--) text.Append(seeds[dice.Next(seeds.Count)]).Append((char)dice.Next(1, 300));
            for (var change = dice.Next(4); change > 0; change--) text[dice.Next(text.Length)] = (char)dice.Next(1, 0x3000);
            var end = 0;
            foreach (var match in SecretScanner.Find(text.ToString(), Certainty.Doubtful))
            {
                Assert.True(match.Start >= end && match.Length > 0 && match.Start + match.Length <= text.Length);
                end = match.Start + match.Length;
            }
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("a.")]
    [InlineData("-")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("://a:b@")]
    [InlineData("key=")]
    [InlineData("password:\"")]
    [InlineData("token: a ")]
    [InlineData("eyJ")]
    [InlineData("sk-")]
    [InlineData("curl -u ")]
    [InlineData("\"'")]
    public void A_megabyte_of_one_thing_is_read_in_moments(string piece)
    {
        var text = new StringBuilder(1 << 20);
        while (text.Length < 1 << 20) text.Append(piece);
        var began = Stopwatch.GetTimestamp();
        SecretScanner.Find(text.ToString(), Certainty.Doubtful);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20));
    }

    private static string Value(string written, Random dice)
    {
        var value = new StringBuilder();
        for (var at = 0; at < written.Length; at++)
        {
            if (written[at] != '{')
            {
                value.Append(written[at]);
                continue;
            }

            var close = written.IndexOf('}', at);
            var bounds = written[(at + 2)..close].Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            var alphabet = Alphabets[written[at + 1]];
            for (var left = dice.Next(bounds[0], Math.Min(bounds[^1], bounds[0] + 16) + 1); left > 0; left--) value.Append(alphabet[dice.Next(alphabet.Length)]);
            at = close;
        }

        return value.ToString();
    }
}
