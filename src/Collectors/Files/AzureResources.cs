using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>One resource as an answer of the Azure command line, or of Resource Manager itself, has it.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Id">Its id.</param>
/// <param name="Body">The resource.</param>
/// <param name="IsListed">It stands in a list that was answered to its end.</param>
public sealed record AzureResource(string File, ArmId Id, JsonElement Body, bool IsListed)
{
    /// <summary>The property of that name, which some commands nest under `properties` and others do not; undefined where there is none.</summary>
    public JsonElement this[string name] =>
        GuardrailJson.Find(GuardrailJson.Find(Body, "properties"), name) is { ValueKind: not JsonValueKind.Undefined } nested ? nested : GuardrailJson.Find(Body, name);

    /// <summary>The text of a property; null where there is none.</summary>
    public string? Text(string name) => this[name] is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The boolean of a property; null where there is none.</summary>
    public bool? Flag(string name) => this[name].ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The elements of a list; none where there is none.</summary>
    public IEnumerable<JsonElement> Elements(string name) => this[name] is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}

/// <summary>A list without elements: only its path says of what.</summary>
/// <param name="File">Path of the file.</param>
public sealed record AzureEmptyList(string File);

/// <summary>A file of answers that could not be read whole.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Reason">A sentence that names it.</param>
/// <param name="Subscription">The subscription that its path or its beginning names; null where neither does.</param>
public sealed record AzureUnread(string File, string Reason, string? Subscription);

/// <summary>The saved answers of the Azure command line in an estate: accounts of AI services and what lies below them.</summary>
public sealed partial class AzureResources
{
    private const int MostDocuments = 10_000;
    private static readonly ConditionalWeakTable<Scope, AzureResources> Known = [];
    private static readonly string[] Logs = ["\"operationName\"", "\"OperationName\"", "\"TimeGenerated\"", "\"eventTimestamp\"", "\"records\"", "\"Records\"", "\"$schema\"", "\"logName\""];
    private readonly List<AzureResource> resources = [];
    private readonly List<AzureEmptyList> empty = [];
    private readonly List<AzureUnread> unread = [];
    private readonly List<(string File, string Id, string Name)> subscriptions = [];

    private AzureResources(Scope scope)
    {
        var registries = RegistryReferences.Of(scope);
        foreach (var file in scope.Files) if (!registries.IsApproved(file.Path)) Read(file);
    }

    /// <summary>The answers of a scope.</summary>
    public static AzureResources Of(Scope scope) => Known.GetValue(scope, static s => new AzureResources(s));

    /// <summary>Every resource, in the order of the files.</summary>
    public IReadOnlyList<AzureResource> All => resources;

    /// <summary>Lists without elements, under the name of a command.</summary>
    public IReadOnlyList<AzureEmptyList> Empty => empty;

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<AzureUnread> Unread => unread;

    /// <summary>Subscriptions and their names, as `az account show` answers them.</summary>
    public IReadOnlyList<(string File, string Id, string Name)> Subscriptions => subscriptions;

    private void Read(EstateFile file)
    {
        if (!file.Name.Contains(".json", StringComparison.OrdinalIgnoreCase)) return;
        if (HandWritten.IsOfEditor(file)) return;
        var head = Encoding.UTF8.GetString(Utf8Content.Head(file));
        if (Logs.Any(l => head.Contains(l, StringComparison.Ordinal))) return;
        var isTelling = head.Contains("microsoft.cognitiveservices", StringComparison.OrdinalIgnoreCase);
        var isNamed = Commands().IsMatch(file.Path);
        if (!isNamed && !isTelling && !(head.Contains("\"tenantId\"", StringComparison.Ordinal) && head.Contains("\"id\"", StringComparison.Ordinal))) return;
        var bytes = Content.ReadAll(file, out var reason);
        Documents(file, bytes, isNamed, ref reason);
        if (reason is null || !(isNamed || (isTelling && !HandWritten.Is(bytes)))) return;
        var subscription = Guids().Matches(file.Path).LastOrDefault()?.Value ?? (Subscribed().Match(head) is { Success: true } match ? match.Groups[1].Value : null);
        unread.Add(new AzureUnread(file.Path, reason, subscription?.ToLowerInvariant()));
    }

    private void Documents(EstateFile file, byte[] bytes, bool isNamed, ref string? reason)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            reason ??= $"`{file.Path}` is not UTF-8 text";
            return;
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 64, AllowMultipleValues = true });
        var count = 0;
        try
        {
            for (; reader.Read(); count++)
            {
                if (count == MostDocuments)
                {
                    reason ??= $"`{file.Path}` holds more than {MostDocuments} answers";
                    return;
                }

                Answer(file, JsonDocument.ParseValue(ref reader).RootElement, isNamed);
            }

            if (count == 0) reason ??= $"`{file.Path}` is empty: the command may have failed";
        }
        catch (JsonException e)
        {
            reason ??= $"`{file.Path}` is not json at line {(e.LineNumber ?? 0) + 1}";
        }
        catch (InvalidOperationException)
        {
            reason ??= $"`{file.Path}` holds a text that is no Unicode";
        }
    }

    private void Answer(EstateFile file, JsonElement root, bool isNamed)
    {
        var list = root.ValueKind == JsonValueKind.Array ? root : root.At("value");
        if (list.ValueKind != JsonValueKind.Array)
        {
            Take(file, root, isListed: false);
            return;
        }

        var isWhole = root.Text("nextLink") is not { Length: > 0 };
        foreach (var item in list.EnumerateArray()) Take(file, item, isWhole);
        if (isNamed && isWhole && list.GetArrayLength() == 0) empty.Add(new AzureEmptyList(file.Path));
    }

    private void Take(EstateFile file, JsonElement item, bool isListed)
    {
        if (item.ValueKind != JsonValueKind.Object) return;
        var text = GuardrailJson.Text(item, "id");
        if (text is { Length: 36 } && Guid.TryParseExact(text, "D", out _) && item.Text("tenantId") is not null && item.Text("name") is { } name)
        {
            subscriptions.Add((file.Path, text.ToLowerInvariant(), name));
            return;
        }

        if (ArmId.Parse(text) is not { Type: ArmId.Accounts } id || !item.HasOnlyText()) return;
        resources.Add(new AzureResource(file.Path, id, item, isListed));
    }

    [GeneratedRegex(@"(?:^|[/._-])(?:cognitiveservices|diagnostic-settings|rai-?policies|rai-?blocklists|private-endpoint-connections?|deployment-(?:list|show))[^/]*\.json", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Commands();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Guids();

    [GeneratedRegex(@"/subscriptions/([0-9a-f-]{36})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Subscribed();
}
