using Plumbline.Posture.Assets;

namespace Plumbline.Server.Web;

/// <summary>Addresses of pages.</summary>
public static class Links
{
    /// <summary>An asset's page.</summary>
    public static string Asset(AssetId id) => $"/assets/{id.Kind.Name()}/{Path(id.Key)}";

    /// <summary>An asset's history.</summary>
    public static string History(AssetId id) => $"/history/{id.Kind.Name()}/{Path(id.Key)}";

    /// <summary>An asset with what it has to do with.</summary>
    public static string Graph(AssetId id) => MapWords.Address(new Desks.Maps.MapQuestion(Of: id));

    /// <summary>A finding's page.</summary>
    public static string Finding(string id) => $"/findings/{Uri.EscapeDataString(id)}";

    /// <summary>A rule's page.</summary>
    public static string Rule(string id) => $"/rules/{Uri.EscapeDataString(id)}";

    /// <summary>Findings, chosen by one thing or several.</summary>
    public static string Findings(params IEnumerable<(string Name, string Value)> by) => To("/findings", by);

    /// <summary>A path with a query.</summary>
    public static string To(string path, params IEnumerable<(string Name, string Value)> query)
    {
        var text = string.Join('&', query.Select(q => $"{Uri.EscapeDataString(q.Name)}={Uri.EscapeDataString(q.Value)}"));
        return text.Length == 0 ? path : $"{path}?{text}";
    }

    private static string Path(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
}
