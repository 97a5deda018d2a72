namespace Plumbline.Collectors.Declared.SecretFiles;

/// <summary>What a file is to the project it lies in.</summary>
internal enum FilePart
{
    /// <summary>A prompt or few-shot file.</summary>
    Prompt,

    /// <summary>Source and scripts.</summary>
    Code,

    /// <summary>A notebook with its outputs.</summary>
    Notebook,

    /// <summary>Configuration: YAML, JSON, TOML, properties, Terraform, charts.</summary>
    Settings,

    /// <summary>Variables: `.env` and its kin.</summary>
    Environment,

    /// <summary>Any other text.</summary>
    Text,

    /// <summary>Meant to be copied and filled in: `.env.example`, examples, samples.</summary>
    Example,

    /// <summary>Tests, fixtures, recordings.</summary>
    Test,

    /// <summary>Documentation.</summary>
    Docs,
}
