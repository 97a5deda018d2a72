using System.CommandLine;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb sources …`: a verb of the server, for it speaks to the network, which this program does not.</summary>
internal static class SourcesCommand
{
    public static Command Make() => ServerVerb.Make("sources", "Read cloud accounts: their answers are saved, and `plumb scan` reads them.");
}
