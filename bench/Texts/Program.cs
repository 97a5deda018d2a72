using Plumbline.Bench.Texts;

if (args[0] == "tree") Trees.Call(args[1], args.Contains("places"));
else SecretLines.Score(Path.Combine(args[1], "secrets-lines.jsonl"), args.Contains("misses"));
