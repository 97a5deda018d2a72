using System.Text.Json;
using static Plumbline.Collectors.Files.GuardrailJson;

namespace Plumbline.Collectors.Files;

/// <summary>A private-endpoint connection of an Azure resource.</summary>
public static class PrivateLink
{
    /// <summary>Id of the private endpoint, or of the connection where it names none; null where it is not set up and approved.</summary>
    public static string? Of(JsonElement connection)
    {
        var inner = Find(connection, "properties") is { ValueKind: JsonValueKind.Object } nested ? nested : connection;
        if (Upper(Find(inner, "privateLinkServiceConnectionState"), "status") != "APPROVED") return null;
        if (Upper(inner, "provisioningState") is not (null or "SUCCEEDED")) return null;
        return (Text(Find(inner, "privateEndpoint"), "id") ?? Text(connection, "id")) is { } id ? ArmId.Canonical(id) : null;
    }
}
