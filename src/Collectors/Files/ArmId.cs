using System.Collections.Immutable;

namespace Plumbline.Collectors.Files;

/// <summary>An id of Azure Resource Manager in lower case, because Azure compares them without case.</summary>
/// <param name="Text">The whole id: `/subscriptions/…/providers/microsoft.cognitiveservices/accounts/NAME/…`.</param>
/// <param name="Subscription">The subscription.</param>
/// <param name="Service">Id of the account, gateway or other top resource that the id is of or lies below; empty where it names none.</param>
/// <param name="Type">Provider and type of the top resource: `microsoft.cognitiveservices/accounts`.</param>
/// <param name="Below">The parts below the top resource, type and name by turns: `deployments`, `claims`.</param>
public sealed record ArmId(string Text, string Subscription, string Service, string Type, ImmutableArray<string> Below)
{
    /// <summary>The type of an account that serves models.</summary>
    public const string Accounts = "microsoft.cognitiveservices/accounts";

    private const string Root = "/subscriptions/";
    private const int Longest = 2048;

    /// <summary>The last part.</summary>
    public string Name => Text[(Text.LastIndexOf('/') + 1)..];

    /// <summary>True for an account of AI services itself.</summary>
    public bool IsAccount => Type == Accounts && Below.IsEmpty;

    /// <summary>The name of a child of the given type; null where the id is none.</summary>
    public string? Child(string type) => Below is [var kind, { Length: > 0 } name] && kind == type ? name : null;

    /// <summary>The diagnostic setting of the top resource that this id names; null where it names none.</summary>
    public string? DiagnosticSetting => Below is ["providers", "microsoft.insights", "diagnosticsettings", var name] ? name : null;

    /// <summary>Reads an id; null where the text is none.</summary>
    public static ArmId? Parse(string? text)
    {
        if (text is null || text.Length > Longest) return null;
        var id = text.Trim().TrimEnd('/').ToLowerInvariant();
        if (id.StartsWith("subscriptions/", StringComparison.Ordinal)) id = "/" + id;
        if (!id.StartsWith(Root, StringComparison.Ordinal)) return null;
        var parts = id[1..].Split('/');
        if (parts.Length < 2 || parts.Any(p => p.Length == 0)) return null;
        var at = Array.IndexOf(parts, "providers");
        if (at < 0 || at + 3 >= parts.Length) return new ArmId(id, parts[1], "", "", []);
        return new ArmId(id, parts[1], "/" + string.Join('/', parts[..(at + 4)]), $"{parts[at + 1]}/{parts[at + 2]}", [.. parts[(at + 4)..]]);
    }

    /// <summary>An Azure id or a GUID as Azure compares it; any other text as it is.</summary>
    public static string Canonical(string text) =>
        Parse(text)?.Text ?? (text.Length == 36 && Guid.TryParseExact(text, "D", out _) ? text.ToLowerInvariant() : text);

    /// <summary>A region as ids write it: `West Europe` is `westeurope`. Regions of other clouds are as they are.</summary>
    public static string Region(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
