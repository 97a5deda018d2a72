using System.Text;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.MlflowSnapshot;

/// <summary>Reads where a tracked dataset comes from: MLflow keeps its source as JSON in a text.</summary>
internal static class DatasetSource
{
    private static readonly string[] Addresses = ["uri", "path", "url", "delta_table_name", "table_name"];

    /// <summary>The address, written one way; null where it is none that another system shares, such as a file of somebody's machine.</summary>
    public static string? Of(string? source, string? type)
    {
        if (string.IsNullOrWhiteSpace(source)) return null;
        using var document = source.TrimStart() is ['{', ..] ? Json.Parse(Encoding.UTF8.GetBytes(source), out _) : null;
        var address = document is null ? source : Addresses.Select(a => document.RootElement.Text(a)).FirstOrDefault(a => !string.IsNullOrWhiteSpace(a));
        if (address is null) return null;
        if (DataLocation.Of(address) is { } location) return location;
        return type switch
        {
            "hf" or "hugging_face" or "huggingface" => "hf://" + address.Trim('/'),
            "delta_table" or "databricks-uc-table" or "spark" when !address.Contains('/', StringComparison.Ordinal) => address,
            "http" when document is not null => address,
            _ => null,
        };
    }
}
