using System.Globalization;
using Plumbline.Bench.Standings;

// What does a standing of a large firm cost, step by step, and the next one after a change? FOLDER RULES GRAMMARS HOME
if (args is not [var folder, var rules, var grammars, var home])
{
    Console.Error.WriteLine("name the firm's folder, the rules, the grammars and a folder for the ledger");
    return 2;
}

var moment = DateTimeOffset.Parse("2026-11-21T09:00:00Z", CultureInfo.InvariantCulture);
var rounds = new Rounds(Path.GetFullPath(folder), rules, grammars, home, moment);
Console.WriteLine("-- first");
rounds.First();
for (var round = 1; round <= 3; round++)
{
    Console.WriteLine("-- after a change of one registry file");
    rounds.Change();
    rounds.Next();
}

return 0;
