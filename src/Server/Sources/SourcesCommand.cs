using System.CommandLine;
using Plumbline.Clouds.Aws;

namespace Plumbline.Server.Sources;

/// <summary>`plumb sources …`: reads control planes and saves their answers, which `plumb scan` reads.</summary>
internal static class SourcesCommand
{
    public static Command Make()
    {
        var policy = new Command("aws-policy", "Print the IAM policy with the least rights that `plumb sources aws` needs.");
        policy.SetAction(_ => Console.Out.Write(AwsPolicy.Text()));
        return new Command("sources", "Read cloud accounts: their answers are saved, and `plumb scan` reads them.") { AwsCommand.Make(), policy };
    }
}
