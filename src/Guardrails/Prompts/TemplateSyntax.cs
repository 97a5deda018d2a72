namespace Plumbline.Guardrails.Prompts;

/// <summary>How a prompt writes its variables; a prompt writes all of them in one way, the first of these that it uses.</summary>
public enum TemplateSyntax
{
    /// <summary>It has none.</summary>
    None,

    /// <summary>⟦name⟧: the normal form.</summary>
    Normal,

    /// <summary>{{name}}: Mustache, Jinja, Handlebars, Langfuse, MLflow, Bedrock.</summary>
    DoubleBraces,

    /// <summary>${name}: JavaScript, shells.</summary>
    DollarBraces,

    /// <summary>{name}: Python's format; {{ and }} are braces there.</summary>
    Braces,

    /// <summary>$name: Python's Template; $$ is a dollar there.</summary>
    Dollars,

    /// <summary>&lt;name&gt;: only where somebody declares the name, because tags look the same.</summary>
    Angles,
}

/// <summary>A piece of a template.</summary>
/// <param name="Text">The text, or the name of the variable.</param>
/// <param name="IsVariable">True where something else stands there in a prompt that is sent.</param>
public readonly record struct TemplatePart(string Text, bool IsVariable);
