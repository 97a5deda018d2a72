using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Which version of a prompt code asks a prompt store for.</summary>
internal sealed class PromptFetches(Things things, Texts texts)
{
    // What the store gives to who asks for no version and no label.
    private const string Usual = "production";
    private readonly Arguments arguments = new(things);

    /// <summary>The prompt that is asked for; null where its name is not written down.</summary>
    /// <param name="thing">The call.</param>
    /// <param name="at">File and line.</param>
    public Value? Of(Thing thing, string at)
    {
        if (Text(thing, thing.Entry.Takes.Name) is not { Length: > 0 } name) return null;
        var (label, version) = (Text(thing, thing.Entry.Takes.Label), Text(thing, thing.Entry.Takes.Version));
        if (label is null && version is null) label = Usual;
        return Value.Map(
            ("store", Value.Of(thing.Entry.Sdk.Name)), ("name", Value.Of(UseWords.Masked(name))), ("label", Value.Of(UseWords.Masked(label ?? ""))), ("version", Value.Of(UseWords.Masked(version ?? ""))),
            ("at", Value.Of(at)));
    }

    // Null where it is not given, empty where what is given is not written down.
    private string? Text(Thing thing, string[] names)
    {
        if (arguments.Value(thing, names) is not var (value, at)) return null;
        foreach (var found in things.Resolver.Follow(value, at))
        {
            if (found.Value is Literal { Value: var written } && long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return written;
            if (found.Value is Literal { Value: "None" or "null" or "undefined" } or Name { Value: "None" or "undefined" }) return null;
        }

        return texts.Of(value, at) is { Open.IsEmpty: true, All: [{ Value.Length: > 0 and < 200 } only] } ? only.Value : "";
    }
}
