using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Models in arguments, whatever the option is called: repositories behind options that speak of models, and values in JSON.</summary>
internal static class OptionModels
{
    private const int MostValues = 50;

    /// <summary>Reads the arguments of one command.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="isServer">True where what runs serves models.</param>
    public static IEnumerable<string> Of(ImmutableArray<string> words, bool isServer)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var (option, inline) = CommandWords.Parted(words[i]);
            if (isServer && ModelHints.IsTelling(Value(words[i]))) yield return Value(words[i]);
            if (option is not ['-', ..] || !StructuredModels.IsAbout(option.TrimStart('-'))) continue;
            var values = inline is not null ? [inline] : words.Skip(i + 1).TakeWhile(w => w is not ['-', ..] and not (";" or "|" or "&")).Take(MostValues);
            foreach (var value in values.SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
                if (Model(Value(value), isServer) is { } model) yield return model;
        }
    }

    /// <summary>The JSON in arguments: its option, and the text.</summary>
    public static IEnumerable<(string Option, string Text)> Json(ImmutableArray<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var (option, inline) = CommandWords.Parted(words[i]);
            if ((inline ?? words[i]) is not ['{' or '[', _, ..] || Placeholders.Without(inline ?? words[i]).Length == 0) continue;
            yield return (inline is not null ? option : i > 0 && words[i - 1] is ['-', ..] ? words[i - 1] : "", inline ?? words[i]);
        }
    }

    private static string? Model(string text, bool isServer) =>
        ModelAddresses.In(text).FirstOrDefault() ?? (ModelHints.IsTelling(text) || (isServer && ModelHints.IsRepository(text)) ? ModelHints.Clean(text) : null);

    private static string Value(string word) => word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..];
}
