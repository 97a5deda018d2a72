using Plumbline.Cel.Types;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Reads `hooks` in the shapes of Claude Code, Gemini CLI, Cursor, Amazon Q and Kiro: event to list, with or without groups by matcher.</summary>
internal static class HookReader
{
    private const int Most = 500;

    /// <summary>The hooks of a file.</summary>
    public static IEnumerable<AgentFact> Read(AgentSettings settings)
    {
        foreach (var (moment, list) in (settings.Root["hooks"] as YamlMap)?.Entries.Take(Most) ?? [])
        {
            foreach (var item in list.Items.OfType<YamlMap>().Take(Most))
            {
                var matcher = item["matcher"]?.Text ?? "";
                if (item["hooks"] is YamlList inner) foreach (var hook in inner.Nodes.OfType<YamlMap>().Take(Most)) yield return Hook(settings, moment, matcher, hook);
                else if (item["command"] is not null || item["url"] is not null || item["type"] is not null) yield return Hook(settings, moment, matcher, item);
            }
        }
    }

    private static AgentFact Hook(AgentSettings settings, string moment, string matcher, YamlMap hook)
    {
        var what = hook["command"]?.Text ?? hook["bash"]?.Text ?? hook["url"]?.Text ?? (hook["server"]?.Text is { } server ? $"{server} {hook["tool"]?.Text}" : "");
        var kind = hook["type"]?.Text ?? (hook["url"] is not null ? "http" : "command");
        return new AgentFact("hooks", Value.Map(
            ("file", Value.Of(settings.File)), ("event", Value.Of(AgentSettings.Shown(moment))), ("matcher", Value.Of(AgentSettings.Shown(matcher))),
            ("kind", Value.Of(AgentSettings.Shown(kind))), ("what", Value.Of(AgentSettings.Shown(what))), ("shared", Value.Of(settings.Client.IsShared))), hook.Line);
    }
}
