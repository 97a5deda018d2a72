using System.Collections.Immutable;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Names;

/// <summary>Resolves expressions to texts: what is written, what a name holds, what the project's configuration says. What is not known is said to be open, never guessed.</summary>
/// <param name="resolver">Follows names.</param>
/// <param name="callers">What callers give for parameters.</param>
/// <param name="constants">The text that a constant of a library stands for, as a file sees its name; null where that is not known.</param>
/// <param name="settings">What the configuration near a file says of a name; none where it says nothing.</param>
public sealed class Texts(Resolver resolver, Callers callers, Func<Symbol, SourceFile, string?> constants, Func<string, string, IEnumerable<Setting>> settings)
{
    // `ChatModel.of("…")`; `ChatModel.GPT_4_O.getValue()`.
    private static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal) { "of", "valueOf" };
    private static readonly HashSet<string> Readers = new(StringComparer.Ordinal) { "getValue", "getName", "value", "asString", "toString", "ToString", "Raw", "modelName", "getModelName" };
    private const int MostHanded = 24;
    private const int MostRead = 200;
    private readonly HashSet<(string File, string Scope, string Name)> pending = [];
    private int read;
    private const int Deepest = 6;
    private const int LongestName = 60;

    /// <summary>What is known of a text.</summary>
    public Said Of(Expression expression, Place at)
    {
        read = 0;
        return Of(expression, at, 0);
    }

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
        Given given => Parameter(given, found.At, depth),
        Member { Of: Given owner } member => Part(owner, member, found.At, depth),
        Joined joined => Together(joined, found.At, depth),
        Literal => Said.Nothing,
        Symbol symbol when constants(symbol, found.At.File) is { } value => new([new Wording(value, Knowing.Constant, from.File.Path, asked.Line) { IsWritten = false }], [], []),
        Call { Callee: Member { Value: var wrapper }, Arguments: [{ Value: var inner, IsSpread: false }] } when Wrappers.Contains(wrapper) => Of(inner, found.At, depth + 1),
        Call { Callee: Member { Value: var reader, Of: var inner }, Arguments.IsEmpty: true } when Readers.Contains(reader) && Of(inner, found.At, depth + 1) is { All.IsEmpty: false } said => said,
        _ when SettingReading.Of(found.Value) is var (name, other) => Configured(name, other, found.At, from, depth),
        _ => new([], [Shown(found.Value)], []),
    };

    private Said Parameter(Given given, Place at, int depth)
    {
        var said = given.Default is { } value ? Defaulted(Of(value, at, depth + 1)) : Said.Nothing;
        var handed = Handed(given, at, argument => Of(argument.Value, argument.At, depth + 1));
        if (handed is null) return given.Default is null ? new([], [given.Name], []) : said;
        return Join(said, handed);
    }

    // `function ask({ model })`: callers give an object with that key.
    private Said Part(Given owner, Member member, Place at, int depth)
    {
        var open = new Said([], [Shown(member)], []);
        return Handed(owner, at, argument => Of(new Member(argument.Value, member.Value, member.Line), argument.At, depth + 1)) ?? open;
    }

    // Null where no caller is found, and where the parameter is being looked at already: whoever hands on its own parameter says nothing new.
    private Said? Handed(Given given, Place at, Func<Found, Said> ask)
    {
        if (!pending.Add((at.File.Path, at.Scope, given.Name))) return Said.Nothing;
        try
        {
            var handed = callers.Of(given, at);
            if (handed.All.IsEmpty || (read += handed.All.Length) > MostRead) return null;
            var said = handed.All.Aggregate(Said.Nothing, (all, argument) => Join(all, ask(argument)));
            var isWhole = handed.IsWhole && said.All.Length <= MostHanded;
            return said with
            {
                All = [.. said.All.Take(MostHanded).Select(w => w.How is Knowing.Literal or Knowing.Constant ? w with { How = Knowing.Caller } : w)],
                Open = isWhole ? said.Open : [.. said.Open.Append(given.Name.StartsWith('=') ? "caller" : given.Name).Distinct()],
            };
        }
        finally
        {
            pending.Remove((at.File.Path, at.Scope, given.Name));
        }
    }

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

    /// <summary>All that two say, each once.</summary>
    public static Said Join(Said a, Said b) => new(
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
