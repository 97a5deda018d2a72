using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Skills;

/// <summary>Judges the head of a skill: when it wants to be used, as whom it poses, and what it may use without asking.</summary>
public static partial class HeadJudge
{
    /// <summary>The signs of a head; their line is 1.</summary>
    /// <param name="name">The skill's name.</param>
    /// <param name="description">What it says of itself.</param>
    public static IReadOnlyList<SkillSign> Find(string name, string description)
    {
        var found = new List<SkillSign>();
        if (Always().IsMatch(description)) found.Add(new SkillSign(SkillSignKind.Trigger, Danger.Medium, 1, "asks to be used for everything"));
        if (Official().IsMatch(name) || (Vendor().IsMatch(name) && Claims().IsMatch(description))) found.Add(new SkillSign(SkillSignKind.Trigger, Danger.Medium, 1, "poses as a vendor's own"));
        found.AddRange(SkillText.Find(description).Where(s => s.Danger >= Danger.Medium).Select(s => s with { Line = 1 }));
        return SignLists.Sorted(found);
    }

    /// <summary>True of a permission that lets every command, or every tool, be used.</summary>
    public static bool IsAnything(string tool) => Anything().IsMatch(tool.Trim());

    [GeneratedRegex(@"\b(?:always (?:use|invoke|load|run|activate|call) (?:this|it)(?: skill)?(?= first| before|\s*[.!,;]|\s*$| for (?:all|every|any))|(?:use|invoke|load|run|activate|applies|trigger(?:ed|s)?)[^.]{0,40}\b(?:for|on|before|at|in) (?:all|every|any) (?:single )?(?:requests?|tasks?|conversations?|messages?|prompts?|questions?|interactions?|sessions?|user (?:requests?|messages?|quer(?:y|ies)))(?!,?\s+(?:involving|that|which|related|relating|about|with|where|concerning|requiring|of|for|on|in|to|using|when|whose|from|like|such))|(?:before|instead of) (?:any|all|every) other skills?|must (?:always )?be (?:used|loaded|invoked) (?:first|before))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Always();

    [GeneratedRegex(@"^(?:official[-_ ])|(?:[-_ ]official)$|\b(?:anthropic|openai|microsoft|google)[-_ ]official\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Official();

    [GeneratedRegex(@"^(?:anthropic|claude|openai|chatgpt|google|gemini|microsoft|github|aws|apple|stripe|metamask|coinbase|binance)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Vendor();

    [GeneratedRegex(@"\b(?:official(?:ly)?|verified|endorsed|certified) (?:by|skill|tool|release|plugin|from)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Claims();

    [GeneratedRegex(@"^(?:\*|all|any|(?:bash|shell|terminal|execute|run_command|computer)(?:\((?:\*|:\*|\*:\*)?\))?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Anything();
}
