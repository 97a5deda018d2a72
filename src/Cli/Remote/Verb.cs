using System.CommandLine;
using Plumbline.Cli.Commands;

namespace Plumbline.Cli.Remote;

/// <summary>What the verbs of a server share: a client, forms, and what a user is told when it gives no answer.</summary>
/// <param name="choice">Which server.</param>
/// <param name="variable">Reads a variable.</param>
internal sealed class Verb(ServerChoice choice, Func<string, string?> variable)
{
    /// <summary>Which server.</summary>
    public ServerChoice Choice => choice;

    /// <summary>The option for the form of an answer.</summary>
    public static Option<string> Format() => new("--format") { Description = "terminal or json, as the server writes it", DefaultValueFactory = _ => "terminal" };

    /// <summary>An option with a text.</summary>
    public static Option<string?> Text(string name, string description) => new(name) { Description = description };

    /// <summary>True for json, false for terminal.</summary>
    /// <exception cref="RemoteException">It is neither.</exception>
    public static bool IsJson(string? format) => format switch
    {
        "json" => true,
        "terminal" => false,
        _ => throw new RemoteException($"`{format}` is no format; choose terminal or json", Exit.Usage),
    };

    /// <summary>Has a command ask the server.</summary>
    public void Sets(Command command, Func<ParseResult, ServerClient, CancellationToken, Task<int>> action) => command.SetAction(async (parsed, cancellation) =>
    {
        try
        {
            using var client = new ServerClient(Access.Of(choice, variable));
            return await action(parsed, client, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RemoteException or Store.Ledgers.LedgerException)
        {
            await Session.FailAsync(e.Message).ConfigureAwait(false);
            return e is RemoteException refused ? refused.Exit : Exit.Incomplete;
        }
    });

    /// <summary>The exit code that belongs to an answer.</summary>
    /// <exception cref="RemoteException">The server does not say it: nothing is in line because nobody says otherwise.</exception>
    public static int Ending(ServerAnswer answer) =>
        answer.Ending ?? throw new RemoteException("the server does not say whether this is in line; see that server and `plumb` are of one version", Exit.Incomplete);

    /// <summary>Shows a document in the form that was asked for, and ends as the server says.</summary>
    public static async Task<int> ShowAsync(ServerAnswer answer, string? file = null)
    {
        var exit = Ending(answer);
        await Screen.WriteAsync(answer, file).ConfigureAwait(false);
        return exit;
    }
}
