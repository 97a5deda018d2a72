using System.Globalization;
using Plumbline.Firm;

if (args.Length is not (2 or 3) || !int.TryParse(args[1], CultureInfo.InvariantCulture, out var agents) || agents is < 1 or > 100_000 || Shelf() is not { } shelf)
{
    Console.Error.WriteLine("name a folder, how many agents the firm has, and how many datasets stand on the shelf: FOLDER 42 [0]");
    return 2;
}

var folder = args[0];
var all = Enumerable.Range(0, agents).Select(Agent.Of).ToList();
Registries.Write(folder, all);
Registries.Shelf(folder, shelf);
ControlPlane.Write(folder, all);
Telemetry.Write(folder, all);
return 0;

int? Shelf() => args.Length < 3 ? 0 : int.TryParse(args[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1_000_000 ? count : null;
