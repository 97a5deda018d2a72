using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure;

/// <summary>A resource of any dialect of infrastructure code.</summary>
/// <param name="Source">The dialect, as origins name it: `terraform`, `terraform-plan`, `cloudformation`, `arm`.</param>
/// <param name="Scope">The folder or file that addresses are unique in: `terraform:infra/prod`, `cloudformation:stack.yaml`.</param>
/// <param name="Type">The type in its dialect: `aws_bedrock_guardrail`, `AWS::Bedrock::Guardrail`.</param>
/// <param name="Address">Its address in the dialect: `module.ai.aws_bedrock_guardrail.main[0]`, a logical id.</param>
/// <param name="Name">The last part of the address, without index.</param>
/// <param name="Properties">What is set.</param>
/// <param name="File">The file.</param>
/// <param name="Line">1-based line; 0 where the file has no lines to show.</param>
/// <param name="Place">Account and region, as far as the code says them.</param>
public sealed record Resource(
    string Source, string Scope, string Type, string Address, string Name, MapTerm Properties, string File, int Line, Place Place)
{
    /// <summary>The asset's key.</summary>
    public string Key => $"{Scope}#{Address}";

    /// <summary>What else references may call it: its symbol, its type and name.</summary>
    public ImmutableArray<string> Handles { get; init; } = [];

    /// <summary>The resources it lies in, the nearest first, as references call them; none where only its name says it.</summary>
    public ImmutableArray<string> Parents { get; init; } = [];

    /// <summary>What it hangs on whether it is made at all, or how often; null where it certainly is made once.</summary>
    public string? Unsure { get; init; }
}

/// <summary>Account and region; null where the code does not say them.</summary>
public readonly record struct Place(string? Account, string? Region);
