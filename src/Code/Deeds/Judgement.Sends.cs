namespace Plumbline.Code.Deeds;

/// <summary>What leaves, and where to.</summary>
public static partial class Judgement
{
    private static IEnumerable<(SignKind, SignWeight, string)> Sends(Deed deed, CodeDeeds code)
    {
        if (deed.Api == "copy")
        {
            yield return (SignKind.Exfiltrates, SignWeight.High, deed.Subject);
            yield break;
        }

        var isWritten = Hosts.IsWritten(deed.Subject) && !Hosts.IsNear(deed.Subject);
        var secrets = deed.Flows.Where(f => f.Sink is SinkKind.Body or SinkKind.Url or SinkKind.Host && IsSecret(f)).ToList();
        // A key in a header is how a service is asked; where nobody looks at the answer it was not asked.
        if (!deed.IsUsed) secrets.AddRange(deed.Flows.Where(f => f.Sink == SinkKind.Header && IsSecret(f)));
        if (secrets.Count > 0 && (isWritten || !deed.IsUsed)) yield return (SignKind.Exfiltrates, SignWeight.Critical, deed.Subject);
        else if (IsHidden(deed) && isWritten && deed.Flows.Any(IsCarried)) yield return (SignKind.Exfiltrates, deed.IsQuiet || deed.IsAside ? SignWeight.High : SignWeight.Medium, deed.Subject);
        else if (isWritten && deed.Flows.Any(f => f.Source is SourceKind.File or SourceKind.System && f.Sink == SinkKind.Body) && !deed.IsUsed) yield return (SignKind.Exfiltrates, SignWeight.High, deed.Subject);
        else if (IsHidden(deed) && isWritten && deed.Tool.Length > 0 && deed.IsQuiet) yield return (SignKind.Exfiltrates, SignWeight.Medium, deed.Subject);
        foreach (var flow in deed.Flows.Where(f => f.Sink == SinkKind.Host && IsForeign(f) && IsLoose(f))) yield return (SignKind.ParameterAsAddress, SignWeight.Medium, flow.Name);
    }

    /// <summary>True for what should never leave: files of credentials, the whole environment, what the user sees and types.</summary>
    private static bool IsSecret(Flow flow) => flow.Source is SourceKind.Credential or SourceKind.Screen || flow is { Source: SourceKind.Environment, Name: "*" };

    private static bool IsHidden(Deed deed) => !deed.IsUsed && (!deed.IsFetch || deed.IsQuiet);

    private static bool IsCarried(Flow flow) => flow.Source is SourceKind.Parameter or SourceKind.File or SourceKind.System or SourceKind.Environment && flow.Sink is SinkKind.Body or SinkKind.Url or SinkKind.Host;

    private static IEnumerable<Sign> OfTool(ToolCode tool, CodeDeeds code)
    {
        _ = code;
        foreach (var parameter in tool.Parameters.Where(Purposes.SwitchesOff))
            yield return new Sign(SignKind.SwitchableCheck, SignWeight.Medium, tool.File, tool.Line, parameter, tool.Name, tool.Name);
        foreach (var text in tool.Says.Where(Purposes.Orders))
            yield return new Sign(SignKind.ResultInjects, Purposes.Commands(text) ? SignWeight.High : SignWeight.Medium, tool.File, tool.Line, text.Length <= 60 ? text : text[..60], tool.Name, tool.Name);
    }
}
