using System.Globalization;
using Plumbline.Bench.Models;

// Are malicious model files found and benign ones left alone, and how fast?
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--list", ..])
{
    foreach (var file in args.Skip(1)) Truth.List(file);
    return 0;
}

var holds = true;
foreach (var corpus in args.Length > 0 ? args : ["../shared/corpora/04-model-files"]) holds &= Truth.Holds(corpus);
holds &= Peers.Holds();
holds &= Speed.Holds();
return holds ? 0 : 1;
