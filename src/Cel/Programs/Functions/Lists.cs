using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>Functions over lists of strings and lists as such.</summary>
internal static class Lists
{
    private static readonly Value None = Value.Of(Optional.None);

    public static IEnumerable<Overload> All { get; } =
    [
        new("(list(string)).join(): string", static a => Join(a[0].AsList!, "")),
        new("(list(string)).join(string): string", static a => Join(a[0].AsList!, a[1].AsString!)),
        new("(list(A)).first(): optional_type(A)", static a => a[0].AsList!.Items is [var first, ..] ? Value.Of(Optional.Of(first)) : None),
        new("(list(A)).last(): optional_type(A)", static a => a[0].AsList!.Items is [.., var last] ? Value.Of(Optional.Of(last)) : None),
        new("(list(A)).reverse(): list(A)", static a => Value.List([.. a[0].AsList!.Items.Reverse()])),
        new("(list(A)).distinct(): list(A)", static a => Value.List([.. a[0].AsList!.Items.Distinct()])),
        new("(list(A)).slice(int, int): list(A)", static a => Slice(a[0].AsList!.Items, a[1].AsInt, a[2].AsInt)),
        new("lists.range(int): list(int)", static a => Range(a[0].AsInt)),
    ];

    private static Value Join(ListValue list, string separator)
    {
        var length = 0L;
        foreach (var item in list.Items)
        {
            if (item.AsString is not { } text) return Value.Error($"`join` expects a list of strings, found {TypeValue.Of(item)}: no such overload");
            length += text.Length + separator.Length;
        }

        return Texts.Bounded(length) ?? Value.Of(string.Join(separator, list.Items.Select(i => i.AsString)));
    }

    private static Value Slice(ImmutableArray<Value> items, long from, long to) =>
        from < 0 || to < from || to > items.Length
            ? Value.Error($"slice {from} to {to} does not fit a list of {items.Length}")
            : Value.List(items[(int)from..(int)to]);

    private static Value Range(long count) => count is < 0 or > 1_000_000
        ? Value.Error($"`lists.range` makes at most 1,000,000 numbers, not {count}")
        : Value.List([.. Enumerable.Range(0, (int)count).Select(i => Value.Of((long)i))]);
}
