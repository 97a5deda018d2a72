namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>Who called which model where on which day, as the audit log says it; the request-response log names no caller.</summary>
internal sealed class Callers
{
    private readonly Dictionary<string, string?> answers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Project, string Location, string Model, DateOnly Day), string?> days = [];

    /// <summary>Adds one call; where two principals share an id or a day, neither is told.</summary>
    public void Add(CallKey call, DateTimeOffset time, string response)
    {
        if (response.Length > 0) Put(answers, response, call.Principal);
        Put(days, (call.Project, call.Location, call.Model, Day(time)), call.Principal);
    }

    /// <summary>Who got this answer; else the only one who called that model there on that day; null where that is not to be told.</summary>
    public string? Of(string response, string project, string location, string model, DateTimeOffset time) =>
        response.Length > 0 && answers.TryGetValue(response, out var named) ? named : days.GetValueOrDefault((project, location, model, Day(time)));

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private static void Put<TKey>(Dictionary<TKey, string?> table, TKey key, string principal) where TKey : notnull
    {
        if (!table.TryGetValue(key, out var known)) table[key] = principal;
        else if (known != principal) table[key] = null;
    }
}
