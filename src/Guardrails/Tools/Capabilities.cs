using System.Text.Json;

namespace Plumbline.Guardrails.Tools;

/// <summary>Tells what a tool can do from its name, what it says of itself, its parameters and its annotations, and why.</summary>
/// <remarks>An annotation is what the tool claims, so it proves nothing; it makes a weak word weaker or stands where nothing else does.</remarks>
internal sealed class Capabilities
{
    private static readonly string[] Recipients = ["to", "recipient", "recipients", "cc", "bcc", "channel", "channel_id", "channelid", "chat_id", "chatid", "webhook_url", "webhookurl", "phone", "phone_number", "to_email", "toemail", "email_to", "user_id"];
    private static readonly string[] Addresses = ["url", "uri", "link", "href", "endpoint", "website", "urls"];
    private static readonly string[] Bodies = ["body", "data", "payload", "json", "headers", "method", "content"];
    private static readonly string[] Paths = ["path", "file", "filename", "file_path", "filepath", "paths", "directory", "folder", "dir", "absolute_path"];
    private static readonly string[] Codes = ["command", "cmd", "code", "script", "sql", "statement", "expression", "shell", "commands", "source_code", "python", "javascript", "js", "query"];
    private static readonly string[] SureDeletes = ["delete", "drop", "destroy", "purge", "truncate", "wipe", "erase", "terminate", "expunge", "nuke", "overwrite", "kill", "uninstall"];
    private static readonly string[] SurePays = ["pay", "purchase", "buy", "refund", "withdraw", "payout", "checkout", "remit", "donate"];
    private readonly Dictionary<CapabilityKind, Capability> found = [];
    private readonly HashSet<string> parameters;

    private Capabilities(IEnumerable<string> parameters) => this.parameters = [.. parameters.Select(p => p.ToLowerInvariant())];

    /// <summary>What the tool can do, by kind; and whether anything is known of it.</summary>
    public static (IReadOnlyList<Capability> Capabilities, bool IsKnown) Of(ToolDefinition tool, SchemaText input)
    {
        var judge = new Capabilities(input.Parameters.Select(p => p.Name));
        var name = Saying.OfName(tool.Name, tool.Server);
        var described = Saying.OfDescription(tool.Description).ToList();
        if (name is not null) judge.Read(name);
        foreach (var saying in described) judge.Read(saying);
        judge.Annotations(tool.Annotations);
        return ([.. judge.found.Values.OrderBy(c => c.Kind)], name is not null || described.Count > 0 || judge.found.Count > 0);
    }

    private void Read(Saying said)
    {
        switch (said.Doing)
        {
            case Doing.Read: Reads(said); break;
            case Doing.Write: Writes(said); break;
            case Doing.Delete: Deletes(said); break;
            case Doing.Send: Sends(said); break;
            case Doing.Execute: Executes(said); break;
            case Doing.Pay when SurePays.Contains(said.Verb) || said.Matter.HasFlag(Matter.Money): Add(CapabilityKind.MovesMoney, said, SurePays.Contains(said.Verb) || said.IsAbout(Matter.Money)); break;
            case Doing.Permit when said.Verb is "grant" or "revoke" or "impersonate" || said.Matter.HasFlag(Matter.Right): Add(CapabilityKind.ChangesPermissions, said, said.Verb is "grant" or "revoke" or "impersonate"); break;
            case Doing.Schedule when said.Matter.HasFlag(Matter.Later): Add(CapabilityKind.Persists, said, said.IsAbout(Matter.Later)); break;
            case Doing.Drive when said.Matter.HasFlag(Matter.Browser) || Takes(Addresses): Drives(said); break;
        }
    }

    private void Reads(Saying said)
    {
        if (said.Matter.HasFlag(Matter.Foreign)) Add(CapabilityKind.ReadsUntrusted, said, said.IsAbout(Matter.Foreign));
        else if (Takes(Addresses) && said.Verb is not ("list" or "create")) Add(CapabilityKind.ReadsUntrusted, said, true, Addresses);
        if (said.Matter.HasFlag(Matter.Private)) Add(CapabilityKind.ReadsPrivate, said, said.IsAbout(Matter.Private));
        else if (Takes(Paths)) Add(CapabilityKind.ReadsPrivate, said, true, Paths);
        if (Takes(Addresses)) Add(CapabilityKind.SendsOut, said, Takes(["method"]) && Takes(Bodies), Addresses);
        if (said.Verb is "query" && Takes(Codes) && (said.Matter.HasFlag(Matter.Code) || Takes(["sql"]))) Add(CapabilityKind.ExecutesCode, said, Takes(["sql"]), Codes);
    }

    private void Writes(Saying said)
    {
        Add(CapabilityKind.ChangesData, said, said.Where == "name");
        if (said.Matter.HasFlag(Matter.File) || Takes(Paths)) Add(CapabilityKind.WritesFiles, said, said.IsAbout(Matter.File) && said.Verb is "write" or "edit" or "create" or "save" or "move" or "patch");
        if (said.Matter.HasFlag(Matter.Outlet) && said.Verb is "create" or "add" or "append" or "make" or "edit" or "update" or "merge" or "insert" or "put") Add(CapabilityKind.SendsOut, said, said.IsAbout(Matter.Outlet) && said.Verb is "create" or "add" or "append");
        if (said.Matter.HasFlag(Matter.Right) && said.Verb is "add" or "set" or "assign" or "attach" or "change" or "apply" or "update" or "enable") Add(CapabilityKind.ChangesPermissions, said, said.IsAbout(Matter.Right));
        if (said.Matter.HasFlag(Matter.Later) && said.Verb is "create" or "add" or "set" or "register" or "enable" or "configure") Add(CapabilityKind.Persists, said, said.IsAbout(Matter.Later));
    }

    private void Deletes(Saying said)
    {
        Add(CapabilityKind.Destroys, said, SureDeletes.Contains(said.Verb.TrimEnd('s')));
        if (said.Matter.HasFlag(Matter.Right) && said.IsAbout(Matter.Right)) Add(CapabilityKind.ChangesPermissions, said, false);
    }

    private void Sends(Saying said)
    {
        var isOutlet = said.Matter.HasFlag(Matter.Outlet);
        if (isOutlet || Takes(Recipients) || Takes(Addresses) || said.Verb is "publish" or "share" or "broadcast" or "tweet" or "email" or "forward")
            Add(CapabilityKind.SendsOut, said, said.IsAbout(Matter.Outlet) || (isOutlet && said.Verb is "send" or "post" or "reply" or "publish") || Takes(Recipients) || said.Verb is "publish" or "tweet", Takes(Recipients) ? Recipients : []);
        else Add(CapabilityKind.SendsOut, said, false);
    }

    private void Executes(Saying said)
    {
        var named = said.IsAbout(Matter.Code) && said.Verb is not "call";
        if (named || (Takes(Codes) && said.Verb is not "call")) Add(CapabilityKind.ExecutesCode, said, named || Takes(["command", "cmd", "code", "script", "sql", "shell"]), Takes(Codes) ? Codes : []);
        if (said.Verb is "call" or "invoke" && Takes(Addresses)) Add(CapabilityKind.SendsOut, said, Takes(Bodies), Addresses);
    }

    private void Drives(Saying said)
    {
        Add(CapabilityKind.Browses, said, said.IsAbout(Matter.Browser));
        if (said.Verb is "navigate" or "goto" or "visit" or "snapshot") Add(CapabilityKind.ReadsUntrusted, said, said.IsAbout(Matter.Browser));
        Add(CapabilityKind.SendsOut, said, false);
    }

    private void Annotations(JsonElement annotations)
    {
        if (annotations.ValueKind != JsonValueKind.Object) return;
        bool Says(string hint, JsonValueKind kind) => annotations.TryGetProperty(hint, out var value) && value.ValueKind == kind;
        if (Says("readOnlyHint", JsonValueKind.True))
            foreach (var kind in found.Values.Where(c => !c.IsSure && c.Kind is CapabilityKind.Destroys or CapabilityKind.ChangesData or CapabilityKind.WritesFiles or CapabilityKind.ChangesPermissions or CapabilityKind.SendsOut or CapabilityKind.Persists).Select(c => c.Kind).ToList()) found.Remove(kind);
        else if (Says("destructiveHint", JsonValueKind.True)) found.TryAdd(CapabilityKind.Destroys, new Capability(CapabilityKind.Destroys, false, "annotation says destructive"));
        if (Says("openWorldHint", JsonValueKind.True) && found.ContainsKey(CapabilityKind.ReadsPrivate)) found.TryAdd(CapabilityKind.ReadsUntrusted, new Capability(CapabilityKind.ReadsUntrusted, false, "annotation says open world"));
    }

    private bool Takes(string[] names) => names.Any(parameters.Contains);

    private void Add(CapabilityKind kind, Saying said, bool isSure, string[]? names = null)
    {
        var parameter = names?.FirstOrDefault(parameters.Contains);
        var capability = new Capability(kind, isSure, parameter is null ? said.Why : $"{said.Why}, it takes {parameter}");
        if (!found.TryGetValue(kind, out var known) || (!known.IsSure && isSure)) found[kind] = capability;
    }
}
