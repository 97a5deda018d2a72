using System.Globalization;
using Plumbline.AwsSimulator;

// aws-simulator FOLDER [PORT [DELAY-MS [PAGE]]]: answers as the account whose saved answers lie in FOLDER/ACCOUNT.
var estate = SimulatedAccount.Load(args[0]);
int Number(int at, int usual) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : usual;
await using var simulator = await Simulator.StartAsync(estate, new Temper { Page = Number(3, 100), Delay = TimeSpan.FromMilliseconds(Number(2, 0)) }, Number(1, 0));
Console.WriteLine($"{simulator.Url} account {estate.Account}, AWS_ACCESS_KEY_ID={Temper.KeyId} AWS_SECRET_ACCESS_KEY={Temper.Secret}");
var ended = new TaskCompletionSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    ended.TrySetResult();
};
using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, _ => ended.TrySetResult());
await ended.Task;
