using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>One request through an API gateway as its records together show it: prompt and answer come in numbered chunks, tokens and models in a record of their own.</summary>
internal sealed class GatewayRow(ArmId service, string request)
{
    private const int Longest = 1 << 20;
    private readonly SortedDictionary<long, string> chunks = [];
    private int length;

    public ArmId Service { get; } = service;

    public string Request { get; } = request;

    public DateTimeOffset Time { get; private set; } = DateTimeOffset.MaxValue;

    public Origin? Origin { get; private set; }

    public string? Deployment { get; private set; }

    public string? Model { get; private set; }

    public string? Region { get; private set; }

    public string? Backend { get; private set; }

    public bool IsCached { get; private set; }

    public bool HasFailed { get; private set; }

    /// <summary>A record of the model log was seen, not only one of the gateway's own.</summary>
    public bool IsOfModel { get; private set; }

    /// <summary>The prompt was logged.</summary>
    public bool HasPrompt => chunks.Count > 0;

    /// <summary>The prompt; null where it was not logged, or is too long to be read.</summary>
    public string? Prompt => chunks.Count == 0 || length > Longest ? null : string.Concat(chunks.Values);

    /// <summary>How many characters adding a record took.</summary>
    public int Add(LogRecord record, DateTimeOffset time, Origin origin, bool isOfModel, bool keepsText)
    {
        if (time < Time || (time == Time && origin.CompareTo(Origin) < 0)) (Time, Origin) = (time, origin);
        IsOfModel |= isOfModel;
        Deployment ??= record.Text("deploymentname");
        Model ??= record.Text("modelname");
        Region ??= record.Text("location", "region");
        Backend ??= record.Text("backendurl");
        IsCached |= record.Number("promptcachedtokens") > 0;
        HasFailed |= !isOfModel && record.Number("responsecode") is < 200 or >= 300;
        var element = record.Element("requestmessages");
        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Array or JsonValueKind.Object => element.GetRawText(),
            _ => "",
        };
        if (text.Length == 0 || !chunks.TryAdd(record.Number("sequencenumber") ?? 0, keepsText ? text : "")) return 0;
        length += keepsText ? text.Length : Longest + 1;
        return text.Length;
    }
}
