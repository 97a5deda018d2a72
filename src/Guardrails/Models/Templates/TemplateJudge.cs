namespace Plumbline.Guardrails.Models.Templates;

/// <summary>Judges Jinja templates that a model's program renders: what leaves the template for the program around it, and what is said only when a word comes up.</summary>
public static class TemplateJudge
{
    private const int Longest = 4 << 20;

    /// <summary>True where the text holds something that Jinja would evaluate.</summary>
    public static bool IsTemplate(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    /// <summary>Writes down the signs of a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="offset">Where it begins in the member.</param>
    /// <param name="judgement">Where signs are written down.</param>
    public static void Judge(string text, long offset, Judgement judgement)
    {
        if (text.Length > Longest || !judgement.Step(text.Length))
        {
            judgement.NotScanned($"a template is longer than {Longest >> 20} MiB", offset);
            return;
        }

        HiddenLetters(text, offset, judgement);
        if (IsTemplate(text)) new TemplateWalk(TemplateLexer.Cut(text), offset, judgement).Run();
    }

    private static void HiddenLetters(string text, long offset, Judgement judgement)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            // Letters of the tag block (U+E0000 to U+E007F) show nowhere and are read by models all the same.
            if (text[i] != '\udb40' || text[i + 1] is < '\udc00' or > '\udc7f') continue;
            judgement.Sign("template-hidden-text", Danger.High, offset + i, "U+E0000", "letters that no screen shows are in the prompt");
            return;
        }
    }
}
