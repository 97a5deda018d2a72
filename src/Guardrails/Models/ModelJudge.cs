namespace Plumbline.Guardrails.Models;

/// <summary>Judges a model artifact by its content; nothing in it is executed, and its name is not asked.</summary>
public static class ModelJudge
{
    public static ModelReport Judge(Artifact artifact, Budget? budget = null, CancellationToken token = default) =>
        Judge(artifact, Formats.All, budget ?? Budget.Usual, token);

    /// <summary>Judges as certain formats only.</summary>
    public static ModelReport Judge(Artifact artifact, IReadOnlyList<IFormat> formats, Budget budget, CancellationToken token = default)
    {
        var judgement = new Judgement(formats, budget, token);
        return judgement.Report(judgement.Look(artifact));
    }
}
