using System.Text;

namespace Plumbline.Store.Projections;

/// <summary>Keys of several parts.</summary>
internal static class Keys
{
    public static string Of(ReadOnlySpan<byte> estate, ReadOnlySpan<byte> subject) =>
        string.Concat(Encoding.UTF8.GetString(estate), "\u001f", Encoding.UTF8.GetString(subject));
}
