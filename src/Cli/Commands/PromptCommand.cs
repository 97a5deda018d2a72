using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Guardrails.Prompts;
using Plumbline.Reports;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb prompt digest FILE…` and `plumb prompt diff BEFORE AFTER`: prompts in their canonical form, and what sort of change an edit is.</summary>
internal static class PromptCommand
{
    private const int Largest = 16 << 20;

    public static Command Make() => new("prompt", "Digests of prompts, and what an edit of one changes.") { Digest(), Diff() };

    private static Command Digest()
    {
        var files = new Argument<string[]>("file") { Description = "files with a prompt: text, or a request, messages or a prompt store's answer in JSON or YAML", Arity = ArgumentArity.OneOrMore };
        var format = RegistryCommand.Format();
        var command = new Command("digest", "Print the digests of prompts; the first is the `hash` of a registry.") { files, format };
        command.SetAction(parsed => LedgerSession.Guard(() =>
        {
            var isJson = RegistryCommand.IsJson(parsed.GetValue(format));
            var prompts = parsed.GetRequiredValue(files).Select(f => (File: f, Form: Read(f))).ToList();
            if (isJson) Json("plumbline.prompt-digests/v1", json => Prompts(prompts, json));
            else foreach (var (file, form) in prompts) Print(file, form);
            return Exit.InLine;
        }));
        return command;
    }

    private static Command Diff()
    {
        var before = new Argument<string>("before") { Description = "a file with the first version" };
        var after = new Argument<string>("after") { Description = "a file with the second" };
        var format = RegistryCommand.Format();
        var command = new Command("diff", "Say what changed between two versions of a prompt, and of what sort each change is; exit 1 where something did.") { before, after, format };
        command.SetAction(parsed => LedgerSession.Guard(() =>
        {
            var isJson = RegistryCommand.IsJson(parsed.GetValue(format));
            var (first, second) = ((File: parsed.GetRequiredValue(before), Form: Read(parsed.GetRequiredValue(before))), (File: parsed.GetRequiredValue(after), Form: Read(parsed.GetRequiredValue(after))));
            var edits = PromptEdits.Between(first.Form, second.Form, out var isWhole);
            if (isJson)
            {
                Json("plumbline.prompt-diff/v1", json =>
                {
                    Prompts([first, second], json);
                    json.WriteBoolean("same", first.Form.Digest == second.Form.Digest);
                    json.WriteBoolean("complete", isWhole);
                    Edits(edits, json);
                });
            }
            else PrintEdits(edits, isWhole, first.Form.Digest == second.Form.Digest);

            return first.Form.Digest == second.Form.Digest ? Exit.InLine : Exit.OutOfLine;
        }));
        return command;
    }

    /// <summary>Prints changes, one a line: sign, sort, place, text.</summary>
    public static void PrintEdits(IEnumerable<PromptEdit> edits, bool isWhole, bool isSame)
    {
        if (isSame) Console.WriteLine("  the same prompt");
        foreach (var edit in edits) Console.WriteLine(Plain.Of(Line(edit)));
        if (!isWhole) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  … one of them is longer than the {PromptReader.MostLines} sentences that are compared"));
    }

    private static string Line(PromptEdit edit)
    {
        var place = edit.Line == 0 ? edit.Role : string.Create(CultureInfo.InvariantCulture, $"{edit.Role}:{edit.Line}");
        return string.Create(CultureInfo.InvariantCulture, $"  {edit.Sign} {edit.Kind,-25} {place,-10} {edit.Text}").TrimEnd();
    }

    /// <summary>The prompt in a file.</summary>
    /// <exception cref="LedgerException">There is none.</exception>
    internal static PromptForm Read(string file)
    {
        string text;
        try
        {
            if (new FileInfo(file).Length > Largest) throw new LedgerException($"`{file}` is larger than 16 MiB, which no prompt is; name the file with the prompt");
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new LedgerException($"`{file}` cannot be read as text; name a file with the prompt in utf-8", e);
        }

        var form = PromptFiles.Read(file, text, out var problem);
        foreach (var secret in PromptSecrets.In($"`{file}`", text)) Console.Error.WriteLine(Plain.Of($"plumb: {secret}"));
        return form ?? throw new LedgerException($"`{file}` {problem}; give the text, a request with its messages, or the answer of a prompt store");
    }

    private static void Print(string file, PromptForm form)
    {
        Console.WriteLine(Plain.Of(file));
        foreach (var (name, digest) in Digests(form)) if (digest.Length > 0) Console.WriteLine($"  {name,-10} {digest}");
        if (!form.Variables.IsEmpty) Console.WriteLine(Plain.Of($"  variables  {string.Join(", ", form.Variables)}"));
        if (!form.Tools.IsEmpty) Console.WriteLine(Plain.Of($"  defines    {string.Join(", ", form.Tools)}"));
    }

    private static (string, string)[] Digests(PromptForm form) => [("text", form.Text), ("template", form.Template), ("structure", form.Structure), ("tools", form.ToolSet), ("whole", form.Digest)];

    private static void Prompts(IEnumerable<(string File, PromptForm Form)> prompts, Utf8JsonWriter json) => json.List("prompts", prompts, (prompt, j) =>
    {
        j.WriteString("file", prompt.File);
        foreach (var (name, digest) in Digests(prompt.Form)) j.WriteString(name, digest.Length == 0 ? null : digest);
        j.Texts("roles", prompt.Form.Messages.Select(m => m.Role));
        j.Texts("variables", prompt.Form.Variables);
        j.Texts("toolDefinitions", prompt.Form.Tools);
    });

    private static void Edits(IEnumerable<PromptEdit> edits, Utf8JsonWriter json) => json.List("changes", edits, (edit, j) =>
    {
        j.WriteString("kind", edit.Kind);
        j.WriteString("sign", edit.Sign.ToString());
        j.WriteString("role", edit.Role.Length == 0 ? null : edit.Role);
        if (edit.Line > 0) j.WriteNumber("line", edit.Line);
        j.WriteString("text", edit.Text);
    });

    private static void Json(string schema, Action<Utf8JsonWriter> write)
    {
        using var screen = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
        JsonText.Write(screen, json =>
        {
            json.WriteStartObject();
            json.WriteString("schema", schema);
            write(json);
            json.WriteEndObject();
        });
    }
}
