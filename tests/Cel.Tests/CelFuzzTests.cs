using System.Text;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Xunit;

namespace Plumbline.Cel.Tests;

public sealed class CelFuzzTests
{
    private const int Rounds = 20_000;

    private static readonly string[] Seeds =
    [
        "asset.environment == 'production' && observed.calls.all(c, c.base in ['a', 'b'] && c.count > 1u)",
        "observed.calls.filter(c, has(c.base)).map(c, c.base + '\\u00e9').join(',').split(r',')[0] != \"\"\"x\"\"\"",
        "timestamp('2026-01-01T00:00:00Z') - duration('1h30m') < now ? [1, 2.5e3, 0x1f][?1].orValue(-9223372036854775808) : {'a': b'\\x00'}.?a",
        "cel.bind(x, approved.models, x.exists_one(m, m.matches('^a[b-z]+$'))) || '%s %d %.3f'.format([n, 1, x]) == strings.quote(text)",
        "[3, 1].transformMap(i, v, v > i, string(v)).exists(k, v, k == 0 || v.size() == int('1')) // end",
        "math.greatest(n, 1, 2) % 3 == 0 && text.substring(1, 2).indexOf('é') >= -1 && !optional.of(p).optMap(o, !o).hasValue()",
    ];

    private static readonly string[] Parts =
        ["(", ")", "[", "]", "{", "}", "?", ":", ".", ",", "&&", "||", "!", "-", "'", "\"", "\\", "`", "0", "9", "e", "u", "in", "has(", "null", "p", "\ud800", "é", "\n", "\0"];

    [Fact]
    public void No_text_makes_the_engine_throw()
    {
        var random = new Random(20261121);
        var lenient = new CelEnvironment(Rows.Environment.Variables) { IsChecked = false };
        Value[][] rows =
        [
            Rows.Row(),
            Rows.Row(
                ("p", Value.True), ("n", Value.Of(3L)), ("x", Value.Of(double.NaN)), ("text", Value.Of("héllo")), ("asset.environment", Value.Of("production")),
                ("approved.models", Value.PartialList(Value.Of("abc"))), ("observed.calls", Value.List(Rows.CallOf("a", 2)))),
            [.. Rows.Environment.Variables.Select((_, i) => i % 2 == 0 ? Value.Null : Value.List(Value.Of(1L), Value.Of("x")))],
        ];

        for (var i = 0; i < Rounds; i++)
        {
            var text = Mutated(random, Seeds[random.Next(Seeds.Length)]);
            var program = (i % 2 == 0 ? Rows.Environment : lenient).Compile(text, out var errors);
            if (program is null) Assert.False(errors.IsEmpty);
            foreach (var row in program is null ? [] : rows) Agree(program!, row);
        }
    }

    private static void Agree(CelProgram program, Value[] row)
    {
        var value = program.Evaluate(row);

        Assert.Equal(Truths.Of(value), program.Test(row));
        Assert.Equal(Truths.Of(value), Truths.Of(program.Traced(row, [])));
    }

    private static string Mutated(Random random, string seed)
    {
        var text = new StringBuilder(seed);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, seed[..random.Next(seed.Length)]);
                    break;
                case 2:
                    text[at] = (char)random.Next(0x20, 0x7f);
                    break;
                default:
                    text.Insert(at, Parts[random.Next(Parts.Length)]);
                    break;
            }

            if (text.Length == 0) text.Append('p');
        }

        return text.ToString();
    }
}
