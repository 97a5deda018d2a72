using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>One element of a word about a coding agent.</summary>
internal readonly record struct AgentFact(string Word, Value Value, int Line);

/// <summary>A settings file on its way into facts.</summary>
/// <param name="Root">What it holds.</param>
/// <param name="Client">Whose it is.</param>
/// <param name="File">Its path.</param>
internal sealed record AgentSettings(YamlNode Root, AgentClient Client, string File)
{
    private const int Longest = 160;

    /// <summary>A mode; its kind in the words of <see cref="AgentWords.Mode"/>.</summary>
    public AgentFact Mode(string setting, YamlNode node, string kind, bool active = true, bool blocked = false) => new("modes", Value.Map(
        ("file", Value.Of(File)), ("setting", Value.Of(setting)), ("written", Value.Of(Shown(node.Text))), ("kind", Value.Of(kind)),
        ("active", Value.Of(active)), ("blocked", Value.Of(blocked)), ("shared", Value.Of(Client.IsShared))), node.Line);

    /// <summary>A sandbox.</summary>
    public AgentFact Sandbox(string setting, int line, string kind, string network = "", bool active = true) => new("sandboxes", Value.Map(
        ("file", Value.Of(File)), ("setting", Value.Of(setting)), ("kind", Value.Of(kind)), ("network", Value.Of(network)), ("active", Value.Of(active)), ("shared", Value.Of(Client.IsShared))), line);

    /// <summary>A setting by its name.</summary>
    public AgentFact Setting(string setting, YamlNode node, string? value = null) => new("settings", Value.Map(
        ("file", Value.Of(File)), ("setting", Value.Of(setting)), ("value", Value.Of(value ?? Shown(node.Text))), ("shared", Value.Of(Client.IsShared))), node.Line);

    /// <summary>A text of the file as it may be shown.</summary>
    public static string Shown(string? text) =>
        text is null ? "" : SettingSecrets.Known(text) is { } kind && text.Length < Longest * 2 && !text.Contains(' ', StringComparison.Ordinal) ? $"<{kind}>" : Masks.Of(text.Length > 4096 ? text[..4096] : text.ReplaceLineEndings(" "), [], Longest);
}
