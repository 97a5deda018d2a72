using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>What makes invocations one statement: all of it equal; the day only where the model is a route.</summary>
internal readonly record struct InvocationKey(
    string Principal, string Model, string Resolved, string Api, string Region, string Landed, string? Guardrail, string GuardrailVersion,
    string? Prompt, bool Cached, bool Recoverable, string? Pii, string Day)
{
    // Thirteen fields are compared for every record; three of them tell most apart.
    public override int GetHashCode() => HashCode.Combine(Principal, Model, Prompt, Api.Length, Pii?.Length);
}

/// <summary>Folds records into invocations and tools; the order of files and records makes no difference.</summary>
internal sealed class InvocationFold(string source, FilledTemplates templates)
{
    private static readonly Value Elsewhere = Value.Unknown("the record does not hold the body that would say so");
    private readonly EventIds seen = new();
    private readonly Dictionary<InvocationKey, Tally> invocations = [];
    private readonly Dictionary<(string Principal, string Id), (string Name, Tally Tally)> tools = [];
    private readonly PromptUses uses = new(source);
    private readonly Room ids = new(Reaches.MostIds);
    private readonly Room statements = new(Reaches.MostStatements);
    private readonly Dictionary<string, (Tally Tally, string Account)> principals = new(StringComparer.Ordinal);

    /// <summary>Reads records in place.</summary>
    public GlancedInvocation Glanced { get; } = new(templates);

    /// <summary>What was looked at and what could not be read.</summary>
    public Reaches Reaches { get; } = new(source, ["workload.invocations", "workload.logged", "workload.tools", .. PromptUses.Words], "model-invocation log");

    /// <summary>Adds one record.</summary>
    public void Add(InvocationRecord record, DateTimeOffset time, string file, int place)
    {
        if (record.HasFailed) return;
        var origin = new Origin(source, file, place, record.Request.Length > 0 ? record.Request : null, record.Api);
        var (guardrail, version) = GuardrailTrace.Of(record);
        var key = new InvocationKey(
            record.Principal, record.Model, record.Resolved, record.Api, record.Region, record.Landed,
            guardrail == GuardrailTrace.Unnamed || (guardrail.Length == 0 && !record.HasBody) ? null : guardrail, version, record.HasBody ? Prompts.System(record.Input, templates) : null,
            record.IsCached, record.IsRecoverable, record.HasBody ? string.Join(',', Prompts.Pii(record.Input)) : null, Routes.DayOf(record.Model, time));
        var sent = Prompts.Tools(record.Input).ToList();
        var use = PromptUse.Of(record);

        // Everything that can throw on a bad record is behind us: only a record that counts marks its request as seen.
        var request = RequestId.Of(record.Request);
        if (!request.IsNone && !seen.Add(request, record.Api)) return;
        Add(key, time, request, origin, sent);
        uses.Add(use, key, record.Account, () => templates.Told(Prompts.Text(record.Input) ?? ""), time, origin);
        AddPrincipal(key.Principal, record.Account, time, request, origin);
    }

    /// <summary>Adds one record read at a glance.</summary>
    public void Add(GlancedInvocation glanced, DateTimeOffset time, ReadOnlySpan<byte> id, string file, int place)
    {
        var key = glanced.Key;
        var request = RequestId.Of(id);
        if (!request.IsNone && !seen.Add(request, key.Api)) return;
        var origin = new Origin(source, file, place, id.IsEmpty ? null : Encoding.ASCII.GetString(id), key.Api);
        Add(key, time, request, origin, glanced.Tools.Configured);
        uses.Add(glanced.Use, key, glanced.Account, glanced.PromptText, time, origin);
        foreach (var tool in glanced.Tools.Body) AddTool(key.Principal, tool, time, origin);
        AddPrincipal(key.Principal, glanced.Account, time, request, origin);
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var (key, tally) in invocations.OrderBy(i => i.Key.ToString(), StringComparer.Ordinal)) yield return Invocation(key, tally);
        foreach (var ((principal, id), (name, tally)) in tools.OrderBy(t => t.Key.Principal, StringComparer.Ordinal).ThenBy(t => t.Key.Id, StringComparer.Ordinal))
            yield return Say(principal, "tools", Value.Map(("id", Value.Of(id)), ("name", Value.Of(name))), tally);
        foreach (var (principal, (tally, account)) in principals.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            foreach (var claim in Principal.Facts(principal, account, tally.Origin!, tally.Last)) yield return claim;
            yield return Say(principal, "logged", tally.Requests.ToValue(), tally);
            if (!tally.Requests.IsCut) continue;
            foreach (var word in (string[])["workload.logged", "workload.invocations"]) Reaches.Cut(new AssetId(AssetKind.Workload, principal), word, tally.Origin!);
        }

        if (statements.IsCut) Reaches.Full($"more than {Reaches.MostStatements} different invocations or tools; the rest is left out", ["workload.invocations", "workload.tools"]);
        if (seen.IsCut) Reaches.Full($"more than {EventIds.Most} invocations; one delivered twice may count twice", ["workload.invocations"]);
        if (uses.IsCut) Reaches.Full("more calls used the prompt cache than are kept; late reads among the rest are not told", ["workload.caching"]);
        foreach (var claim in uses.ToClaims().Concat(Reaches.ToClaims())) yield return claim;
    }

    private static Claim Invocation(InvocationKey key, Tally tally)
    {
        var model = ModelId.Parse(key.Model);
        return Say(key.Principal, "invocations", Value.Map(
            ("model", Value.Of(key.Model)), ("base", Value.Of(model.Base)), ("pinned", Value.Of(model.IsPinned)), ("resolved", Value.Of(key.Resolved)),
            ("api", Value.Of(key.Api)), ("region", Value.Of(key.Region)), ("landed", Value.Of(key.Landed)),
            ("guardrail", key.Guardrail is { } guardrail ? Value.Of(guardrail) : Elsewhere), ("guardrailVersion", key.GuardrailVersion.Length == 0 && key.Guardrail is not "" ? Elsewhere : Value.Of(key.GuardrailVersion)),
            ("prompt", key.Prompt is { } prompt ? Value.Of(prompt) : Elsewhere), ("cached", Value.Of(key.Cached)), ("recoverable", Value.Of(key.Recoverable)),
            ("pii", key.Pii is { } kinds ? Value.List(kinds.Split(',', StringSplitOptions.RemoveEmptyEntries)) : Elsewhere), ("principal", Value.Of(key.Principal)),
            ("count", Value.Of(tally.Count)), ("first", Value.Of(tally.First)), ("last", Value.Of(tally.Last)),
            ("days", tally.Days), ("requests", tally.Requests.ToValue())), tally);
    }

    private static Claim Say(string principal, string word, Value value, Tally tally) =>
        new(new AssetId(AssetKind.Workload, principal), word, Plane.Observed, value, tally.Origin!, tally.Last);

    private void Add(in InvocationKey key, DateTimeOffset time, RequestId request, in LazyOrigin origin, IEnumerable<(string Name, string Id)> sent)
    {
        if (!invocations.TryGetValue(key, out var tally))
        {
            if (!statements.Take()) return;
            invocations[key] = tally = new Tally(ids);
        }

        tally.Add(time, request, origin);
        foreach (var tool in sent) AddTool(key.Principal, tool, time, origin);
    }

    private void AddTool(string principal, (string Name, string Id) sent, DateTimeOffset time, in LazyOrigin origin)
    {
        if (!tools.TryGetValue((principal, sent.Id), out var tool))
        {
            if (!statements.Take()) return;
            tools[(principal, sent.Id)] = tool = (sent.Name, new Tally());
        }

        tool.Tally.Add(time, RequestId.None, origin);
    }

    private void AddPrincipal(string principal, string account, DateTimeOffset time, RequestId request, in LazyOrigin origin)
    {
        if (!principals.TryGetValue(principal, out var all)) principals[principal] = all = (new Tally(ids), account);
        all.Tally.Add(time, request, origin);
    }
}
