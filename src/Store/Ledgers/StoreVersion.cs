using System.Globalization;

namespace Plumbline.Store.Ledgers;

/// <summary>The shape that a store is kept in. An older one is brought forward when it is opened, and nothing in it is lost; a newer one is left alone.</summary>
internal static class StoreVersion
{
    /// <summary>The shape that this program writes: 1 is the first that has a number; before it there was no cabinet, or one without a number.</summary>
    public const long Current = 1;

    /// <summary>Refuses a store that a newer program wrote.</summary>
    public static void Check(string place, long version)
    {
        if (version > Current)
            throw new LedgerException(string.Create(CultureInfo.InvariantCulture, $"`{place}` was written by a newer version (its shape is {version}, this one knows {Current}); nothing was changed, run that version"));
    }
}
