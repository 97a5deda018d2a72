using Plumbline.Bench.Texts;

switch (args)
{
    case ["write", var folder]:
        Speed.Write(folder);
        return 0;
    case ["tree", var folder, ..]:
        Trees.Call(folder, args.Contains("places"));
        return 0;
    case ["secrets", var folder, ..]:
        if (File.Exists(Path.Combine(folder, "secrets-lines.jsonl"))) SecretLines.Score(Path.Combine(folder, "secrets-lines.jsonl"), args.Contains("misses"));
        else Console.WriteLine($"secrets: accuracy skipped; `{folder}` has no secrets-lines.jsonl");
        Speed.Secrets();
        return 0;
    case ["pii", var folder, ..]:
        if (File.Exists(Path.Combine(folder, "pii-vectors.jsonl"))) PiiVectors.Score(Path.Combine(folder, "pii-vectors.jsonl"), args.Contains("misses"));
        else Console.WriteLine($"pii: accuracy skipped; `{folder}` has no pii-vectors.jsonl");
        Speed.Pii();
        return 0;
    default:
        Console.Error.WriteLine("say `secrets FOLDER`, `pii FOLDER`, `tree FOLDER` or `write FOLDER`");
        return 2;
}
