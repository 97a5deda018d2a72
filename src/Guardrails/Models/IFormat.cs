namespace Plumbline.Guardrails.Models;

/// <summary>One kind of artifact: how its content is known, and what is dangerous in it.</summary>
public interface IFormat
{
    /// <summary>In kebab-case.</summary>
    string Name { get; }

    /// <summary>Is the content of this kind, whatever it is called? Cheap: a few pieces at its beginning and end. Never throws.</summary>
    bool Recognises(Artifact artifact);

    /// <summary>Writes down what is seen. Called only where <see cref="Recognises"/> said yes; never throws over content.</summary>
    void Judge(Artifact artifact, Judgement judgement);
}
