using System.Globalization;

namespace Plumbline.Collectors.Files;

/// <summary>Whether address ranges that are let in are as good as everybody.</summary>
public static class OpenNetworks
{
    /// <summary>An eighth of the internet is as open as all of it, in one range or in many: 0.0.0.0/1 and 128.0.0.0/1 are the usual way round a check for /0.</summary>
    public static bool IsEverywhere(IEnumerable<string> networks) => networks.Sum(n => n is "0.0.0.0" or "*" ? 1 : Share(n)) >= 0.125;

    private static double Share(string network) =>
        !network.StartsWith('/') && network.Split('/') is [_, var bits] && int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? Math.Pow(2, -length) : 0;
}
