using System.CommandLine;

namespace Plumbline.Cli.Commands;

/// <summary>A verb of the server, which is a program of its own so that this one starts fast.</summary>
internal static class ServerVerb
{
    public static Command Make(string name, string description)
    {
        var rest = new Argument<string[]>("options") { Description = $"`./plumb {name} --help` lists them", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name, description) { rest };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(_ =>
        {
            // The script `plumb` sends this verb to the server itself; whoever is here called the program without it.
            var server = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "server", "plumb-server"));
            Console.Error.WriteLine(File.Exists(server)
                ? $"plumb: `{name}` is answered by `{server} {name}`; run that, or the script `plumb`"
                : $"plumb: `{name}` is answered by plumb-server, which the script `plumb` builds; run that script");
            return Exit.Usage;
        });
        return command;
    }
}
