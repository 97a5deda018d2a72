namespace Plumbline.Guardrails.Secrets;

/// <summary>What shows that a place is a secret, weakest first.</summary>
public enum Certainty
{
    /// <summary>It looks random and nothing names it, or it has the form of its kind and reads like an example.</summary>
    Doubtful,

    /// <summary>A name beside it calls it one, and the value looks random.</summary>
    Named,

    /// <summary>It has the prefix, alphabet and length of its kind.</summary>
    Shaped,

    /// <summary>Its checksum or its structure holds.</summary>
    Proven,
}
