using System.CommandLine;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb admission …`: a verb of the server, which is a program of its own so that this one starts fast.</summary>
internal static class AdmissionCommand
{
    public static Command Make()
    {
        var rest = new Argument<string[]>("options") { Description = "`./plumb admission --help` lists them", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("admission", "Answer a Kubernetes API server over HTTPS: what is AI and not approved is refused before it runs.") { rest };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(_ =>
        {
            // The script `plumb` sends this verb to the server itself; whoever is here called the program without it.
            var server = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "server", "plumb-server"));
            Console.Error.WriteLine(File.Exists(server)
                ? $"plumb: `admission` is answered by `{server} admission`; run that, or the script `plumb`"
                : "plumb: `admission` is answered by plumb-server, which the script `plumb` builds; run that script");
            return Exit.Usage;
        });
        return command;
    }
}
