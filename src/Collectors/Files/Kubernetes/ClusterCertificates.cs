using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>The config map of certificates that a cluster puts into every namespace, and every pod mounts: of no interest as long as it holds nothing else.</summary>
public static partial class ClusterCertificates
{
    /// <summary>Its name.</summary>
    public const string Name = "kube-root-ca.crt";

    /// <summary>What all of its entries must be, as an expression that .NET and RE2 read alike.</summary>
    public const string Form = @"^(?:\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$";

    /// <summary>True where a text is certificates in PEM and nothing besides.</summary>
    internal static bool Is(string text) => text.StartsWith("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) && Whole().IsMatch(text);

    /// <summary>True where a config map is the cluster's own: by its name, and as far as it was seen by what it holds.</summary>
    internal static bool Are(string name, ConfigData? data) => name == Name && (data is null || (data.Problem is null && data.Entries.All(e => e.IsCertificate)));

    [GeneratedRegex(Form, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();
}
