using System.Reflection;

namespace Plumbline.Reports;

/// <summary>What documents for machines call this program.</summary>
public static class Product
{
    public const string Name = "Plumbline";

    public const string Page = "https://github.com/plumbline/plumbline";

    /// <summary>`0.1.0`.</summary>
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
