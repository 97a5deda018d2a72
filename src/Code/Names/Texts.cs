using System.Collections.Immutable;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Names;

/// <summary>Resolves expressions to texts: what is written, what a name holds, what the project's configuration says. What is not known is said to be open, never guessed.</summary>
/// <param name="resolver">Follows names.</param>
/// <param name="settings">What the configuration near a file says of a name; none where it says nothing.</param>
public sealed class Texts(Resolver resolver, Func<string, string, IEnumerable<Setting>> settings)
{
    private const int Deepest = 6;
    private const int LongestName = 60;

    /// <summary>What is known of a text.</summary>
    public Said Of(Expression expression, Place at) => Of(expression, at, 0);

    private Said Of(Expression expression, Place at, int depth)
    {
        if (depth > Deepest) return new([], [Shown(expression)], []);
        if (expression is Choice choice) return Either(choice, at, depth);
        var said = Said.Nothing;
        foreach (var found in resolver.Settle(expression, at))
            said = Join(said, found.Value is Choice inner ? Either(inner, found.At, depth + 1) : One(expression, found, at, depth));
        return said;
    }

    // `setting ?? "text"`: the text holds where the setting is not given.
    private Said Either(Choice choice, Place at, int depth)
    {
        var said = Said.Nothing;
        foreach (var part in choice.All)
        {
            var next = Of(part, at, depth + 1);
            said = Join(said, said.Settings.IsEmpty ? next : next with { All = [.. next.All.Select(w => w with { How = Knowing.Default })] });
        }

        return said.All.IsEmpty ? said : said with { Open = [.. said.Open.Except(said.Settings)] };
    }

    private Said One(Expression asked, Found found, Place from, int depth) => found.Value switch
    {
        Text text => new([new Wording(text.Value, ReferenceEquals(text, asked) ? Knowing.Literal : Knowing.Constant, found.At.File.Path, text.Line)], [], []),
        Given { Default: { } value } => Defaulted(Of(value, found.At, depth + 1)),
        Given given => new([], [given.Name], []),
        Joined joined => Together(joined, found.At, depth),
        Literal => Said.Nothing,
        _ when SettingReading.Of(found.Value) is var (name, other) => Configured(name, other, found.At, from, depth),
        _ => new([], [Shown(found.Value)], []),
    };

    private static Said Defaulted(Said said) => said with { All = [.. said.All.Select(w => w with { How = Knowing.Default })] };

    private Said Configured(string name, Expression? other, Place at, Place from, int depth)
    {
        ImmutableArray<Wording> known =
            [.. settings(name, from.File.Path).Select(s => new Wording(s.Value, Knowing.Configuration, s.File, s.Line))];
        var fallback = other is null ? Said.Nothing : Defaulted(Of(other, at, depth + 1));
        return known.IsEmpty
            ? new(fallback.All, fallback.All.IsEmpty ? [name] : [], [name, .. fallback.Settings])
            : new(known, [], [name]);
    }

    private Said Together(Joined joined, Place at, int depth)
    {
        var text = "";
        foreach (var part in joined.Parts)
        {
            if (part is Literal literal) text += literal.Value.Trim('\'');
            else if (Of(part, at, depth + 1) is { Open.IsEmpty: true, All: [var only] }) text += only.Value;
            else return new([], ["built"], []);
        }

        return new([new Wording(text, Knowing.Constant, at.File.Path, joined.Line)], [], []);
    }

    private static Said Join(Said a, Said b) => new(
        [.. a.All.Concat(b.All).DistinctBy(w => w.Value)], [.. a.Open.Concat(b.Open).Distinct()], [.. a.Settings.Concat(b.Settings).Distinct()]);

    /// <summary>A name or a chain of members as people would call it; `call` and `built` for what has no name.</summary>
    public static string Shown(Expression expression)
    {
        var text = expression switch
        {
            Name name => name.Value,
            Given given => given.Name,
            This => "this",
            Symbol symbol => symbol.Path.Length > 0 ? symbol.Path : symbol.Module,
            Member member => member.Of is This ? member.Value : $"{Shown(member.Of)}.{member.Value}",
            Indexed { At: Literal place } indexed => $"{Shown(indexed.Of)}[{place.Value}]",
            Indexed { At: Text key } indexed => $"{Shown(indexed.Of)}[{key.Value}]",
            Call call => $"{Shown(call.Callee)}()",
            Reference reference => reference.Definition.Name,
            Joined => "built",
            _ => "expression",
        };
        return text.Length <= LongestName ? text : text[..LongestName];
    }
}
