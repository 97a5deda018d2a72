using System.Collections.Immutable;
using System.CommandLine;
using Plumbline.Posture.Assets;
using Plumbline.Server.Access.Tokens;
using Plumbline.Server.Keeping;
using Plumbline.Store;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Access.Accounts;

/// <summary>`plumb account`: accounts and tokens from the command line, for whoever can read and write the store anyway.</summary>
internal static class AccountCommand
{
    private const int LongestLine = 1000;

    public static Command Make()
    {
        var store = new Option<string?>("--store") { Description = "the ledger of the server (default: PLUMB_STORE, else ledger.db in PLUMB_HOME)", Recursive = true };
        return new Command("account", "Give and take accounts and tokens of a server.") { store, Add(store), Password(store), Disable(store), Token(store), List(store) };
    }

    private static Command Add(Option<string?> store)
    {
        var (name, roles, shown) = (Name(), Many("--role", $"what they are: {Chosen.Names<Role>()}; may be repeated"), new Option<string?>("--display-name") { Description = "what people call them" });
        var password = new Option<bool>("--password-stdin") { Description = "read a password, one line, from standard input; without it the account only has tokens" };
        var command = new Command("add", "Make an account.") { name, roles, shown, password };
        command.SetAction(parsed => Run(parsed.GetValue(store), (accounts, _, actor) =>
        {
            if (Parse<Role>(parsed.GetRequiredValue(roles), out var given) is { } wrong) return wrong;
            var secret = parsed.GetValue(password) ? Line() : null;
            return accounts.Make(parsed.GetRequiredValue(name), parsed.GetValue(shown) ?? "", given, secret, actor);
        }));
        return command;
    }

    private static Command Password(Option<string?> store)
    {
        var (name, from) = (Name(), new Option<bool>("--password-stdin") { Description = "read it, one line, from standard input", Required = true });
        var command = new Command("password", "Give an account another password and end its sessions.") { name, from };
        command.SetAction(parsed => Run(parsed.GetValue(store), (accounts, _, actor) => accounts.SetPassword(parsed.GetRequiredValue(name), Line(), actor)));
        return command;
    }

    private static Command Disable(Option<string?> store)
    {
        var (name, again) = (Name(), new Option<bool>("--undo") { Description = "let it in again" });
        var command = new Command("disable", "Keep an account out: its sessions and tokens end at once.") { name, again };
        command.SetAction(parsed => Run(parsed.GetValue(store), (accounts, _, actor) => accounts.Change(parsed.GetRequiredValue(name), new AccountChange(null, null, !parsed.GetValue(again)), actor)));
        return command;
    }

    private static Command Token(Option<string?> store)
    {
        var (name, scopes) = (Name(), Many("--scope", $"what it may: {Chosen.Names<Permission>()}; may be repeated"));
        var (days, label) = (new Option<int>("--days") { Description = "how long it lasts", DefaultValueFactory = _ => Tokens.Token.UsualDays }, new Option<string>("--name") { Description = "what it is for", DefaultValueFactory = _ => "made on the command line" });
        var command = new Command("token", "Make a token for an account; it is printed once.") { name, scopes, days, label };
        command.SetAction(parsed => Run(parsed.GetValue(store), (_, tokens, actor) =>
        {
            if (Parse<Permission>(parsed.GetRequiredValue(scopes), out var given) is { } wrong) return wrong;
            var (secret, _, problem) = tokens.Make(parsed.GetRequiredValue(name), parsed.GetRequiredValue(label), given, parsed.GetValue(days), actor);
            if (secret is not null) Console.WriteLine(secret);
            return problem;
        }));
        return command;
    }

    private static Command List(Option<string?> store)
    {
        var command = new Command("list", "The accounts and what they are.");
        command.SetAction(parsed => Run(parsed.GetValue(store), (accounts, _, _) =>
        {
            foreach (var account in accounts.All) Console.WriteLine($"{account.Name}  {string.Join(' ', account.Roles.Select(r => r.Name()))}{(account.IsDisabled ? "  disabled" : "")}");
            return null;
        }));
        return command;
    }

    private static int Run(string? store, Func<AccountBook, TokenBook, string, string?> act)
    {
        try
        {
            var (machine, address) = (TimeProvider.System, Home.Ledger(store));
            using var ledgers = new LedgerPool(address, ClockMark.Of(address, machine));
            var journal = new Journal(ledgers, ClockMark.Of(address, machine));
            var accounts = new AccountBook(ledgers, new Passwords(), journal, machine);
            return act(accounts, new TokenBook(ledgers, accounts, journal, machine), $"{Environment.UserName}@{Environment.MachineName}") is { } problem ? Fail(problem, 2) : 0;
        }
        catch (LedgerException e)
        {
            return Fail(e.Message, 3);
        }
    }

    private static string Line()
    {
        var line = Console.In.ReadLine() ?? "";
        return line.Length > LongestLine ? line[..LongestLine] : line;
    }

    private static Argument<string> Name() => new("name") { Description = "the account's name" };

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description, DefaultValueFactory = _ => [] };

    private static string? Parse<T>(string[] texts, out ImmutableArray<T> values) where T : struct, Enum =>
        Chosen.Read(texts, out values) is { } wrong ? $"`{wrong}` is not possible; choose {Chosen.Names<T>()}" : null;

    private static int Fail(string sentence, int code)
    {
        Console.Error.WriteLine($"plumb: {sentence}");
        return code;
    }
}
