using System.Text.Json.Serialization;
using Plumbline.Posture.Registries;

namespace Plumbline.Store.Projections;

/// <summary>How the rows of <see cref="Entries"/> are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(EntryVersion))]
[JsonSerializable(typeof(Promotion))]
[JsonSerializable(typeof(Governance))]
internal sealed partial class RegistryJson : JsonSerializerContext;
