using System.CommandLine;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb admission …`: a verb of the server.</summary>
internal static class AdmissionCommand
{
    public static Command Make() => ServerVerb.Make("admission", "Answer a Kubernetes API server over HTTPS: what is AI and not approved is refused before it runs.");
}
