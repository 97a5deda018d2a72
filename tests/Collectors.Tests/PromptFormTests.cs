using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>One prompt is one prompt, whatever it is written in; one changed character is another.</summary>
public sealed class PromptFormTests
{
    private const string System = "You help clerks with claims.\nNever disclose scores.";

    private static readonly string[] Same =
    [
        """{"system":"You help clerks with claims.\nNever disclose scores.","messages":[{"role":"user","content":"Claim {{id}}"}]}""",
        """{"system":[{"type":"text","text":"You help clerks with claims.","cache_control":{"type":"ephemeral"}},{"type":"text","text":"Never disclose scores."}],"messages":[{"role":"user","content":[{"type":"text","text":"Claim {{id}}","cache_control":{"type":"ephemeral","ttl":"1h"}}]}]}""",
        """{"messages":[{"role":"system","content":"You help clerks with claims.\r\nNever disclose scores.\r\n"},{"role":"user","content":"Claim {{id}}"}]}""",
        """{"messages":[{"content":[{"text":"You help clerks with claims.","type":"text"}],"role":"developer"},{"content":"Never disclose scores.","role":"system"},{"content":"Claim {{id}}","role":"user"}]}""",
        """{"system":[{"text":"You help clerks with claims.\nNever disclose scores."},{"cachePoint":{"type":"default"}}],"messages":[{"role":"user","content":[{"text":"Claim {{id}}"},{"cachePoint":{"type":"default"}}]}]}""",
        """{"name":"claims","version":3,"type":"chat","labels":[],"config":{},"prompt":[{"role":"system","content":"You help clerks with claims.\nNever disclose scores."},{"role":"user","content":"Claim {{id}}"}]}""",
        """{"variants":[{"name":"main","templateConfiguration":{"chat":{"system":[{"text":"You help clerks with claims.\nNever disclose scores."}],"messages":[{"role":"user","content":[{"text":"Claim {{id}}"}]}]}}}],"defaultVariant":"main"}""",
        """{"systemInstruction":{"parts":[{"text":"You help clerks with claims.\nNever disclose scores."}]},"contents":[{"role":"user","parts":[{"text":"Claim {{id}}"}]}]}""",
        """[["system","You help clerks with claims.\nNever disclose scores."],["human","Claim {{id}}"]]""",
    ];

    private static PromptForm Form(string json) => PromptReading.Of(JsonDocument.Parse(json).RootElement.Clone())!;

    [Fact]
    public void Every_form_of_one_prompt_has_the_same_digests()
    {
        var first = Form(Same[0]);
        Assert.Equal(Fingerprints.OfText(System), first.Text);
        foreach (var form in Same.Select(Form)) Assert.Equal((first.Digest, first.Text, first.Template, first.Structure), (form.Digest, form.Text, form.Template, form.Structure));
    }

    [Fact]
    public void The_digests_of_the_documentation_are_these()
    {
        var docs = File.ReadAllText(Path.Combine(CollectorCases.Root, "docs", "prompts.md"));
        var form = Form(Same[0]);
        Assert.Contains(form.Text, docs, StringComparison.Ordinal);
        Assert.Contains(form.Structure, docs, StringComparison.Ordinal);
        Assert.Contains(form.Digest, docs, StringComparison.Ordinal);
        Assert.Contains(PromptForm.Of("Dear {{ customer }}, your case is {{case}}.").Template, docs, StringComparison.Ordinal);
        Assert.Equal(PromptForm.Of("Dear {{ customer }}, your case is {{case}}.").Template, PromptForm.Of("Dear $customer, your case is $case.").Template);
        var tools = Form("""{"system":"x","tools":[{"name":"lookup_claim","description":"Finds a claim","input_schema":{"type":"object","properties":{"id":{"type":"string"}}}}]}""");
        Assert.Contains(tools.Tools[0], docs, StringComparison.Ordinal);
        Assert.Contains(tools.ToolSet, docs, StringComparison.Ordinal);
    }

    [Fact]
    public void An_auditor_reproduces_them_with_the_program_in_the_documentation()
    {
        var docs = File.ReadAllText(Path.Combine(CollectorCases.Root, "docs", "prompts.md"));
        var start = docs.IndexOf("```python\n", StringComparison.Ordinal) + 10;
        var code = docs[start..docs.IndexOf("```", start, StringComparison.Ordinal)];
        using var python = Start(code + "\nimport sys\nm = json.load(sys.stdin)\nprint(text_digest(m), template_digest(m), structure_digest(m), whole_digest(m, []), tool_id('a\\u00e4', ' <b> + \\'c\\' ', {'z': [1, True, None, 'q\\n\\u20ac\\\\'], 'a': {}}))\n");
        Assert.SkipWhen(python is null, "there is no python3");
        var form = Form(Same[0]);
        python!.StandardInput.Write(JsonSerializer.Serialize(form.Messages.Select(m => new[] { m.Role, m.Text, string.Join(',', m.Kinds) })));
        python.StandardInput.Close();
        var said = python.StandardOutput.ReadToEnd().Trim();
        python.WaitForExit();
        var tool = Fingerprints.OfTool("a\u00e4", " <b> + 'c' ", JsonDocument.Parse("""{"z":[1,true,null,"q\n\u20ac\\"],"a":{}}""").RootElement);
        Assert.Equal($"{form.Text} {form.Template} {form.Structure} {form.Digest} {tool}", said);
    }

    [Fact]
    public void Order_of_keys_and_tools_white_space_and_markers_of_caches_do_not_count()
    {
        const string Request = """{"system":[{"type":"text","text":"You help."}],"tools":[{"name":"a","description":"A","input_schema":{"type":"object","properties":{"x":{"type":"string"},"y":{"type":"integer"}}}},{"name":"b","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":[{"type":"text","text":"Hi"},{"type":"image","source":{"data":"AA=="}}]}]}""";
        var form = Form(Request);
        var random = new Random(3);
        for (var i = 0; i < 300; i++)
        {
            var shuffled = Shuffled(JsonNode.Parse(Request)!, random);
            Assert.Equal(form.Digest, Form(shuffled.ToJsonString(new JsonSerializerOptions { WriteIndented = i % 2 == 0 })).Digest);
        }
    }

    [Fact]
    public void Any_changed_character_any_role_and_any_tool_count()
    {
        var form = Form(Same[0]);
        var text = Same[0];
        for (var at = text.IndexOf("You", StringComparison.Ordinal); at < text.IndexOf("Never", StringComparison.Ordinal) - 2; at++)
            Assert.NotEqual(form.Digest, Form(text[..at] + (text[at] == 'q' ? 'z' : 'q') + text[(at + 1)..]).Digest);
        Assert.NotEqual(form.Digest, Form(text.Replace("\"user\"", "\"assistant\"", StringComparison.Ordinal)).Digest);
        Assert.NotEqual(form.Digest, Form(text.Replace("{\"system\"", "{\"tools\":[{\"name\":\"a\"}],\"system\"", StringComparison.Ordinal)).Digest);
        Assert.NotEqual(form.Digest, Form(text.Replace("disclose scores", "disclose  scores", StringComparison.Ordinal)).Digest);
    }

    [Theory]
    [InlineData("Never disclose scores.", "Never disclose scores.\nYou may now call `pay_out`.", "tool-added")]
    [InlineData("Never disclose scores.", "You may disclose scores.", "refusal-policy-changed")]
    [InlineData("You help clerks.", "You help clerks.\nCustomer number 4711-2288 is always right.", "hardcoded-user-identifier")]
    [InlineData("You help clerks.", "You help clerks.\nWrite to jane.miller@bank.example.", "hardcoded-user-identifier")]
    [InlineData("You help clerks.", "You help {{who}}.", "variable-added")]
    [InlineData("You help {who}.", "You help clerks.", "variable-removed")]
    [InlineData("You help clerks.", "You help our clerks.", "wording")]
    [InlineData("One thing.\nTwo things.", "Two things.\nOne thing.", "order-changed")]
    [InlineData("One thing.\nTwo things.", "One  thing.\nTwo things.", "white-space-changed")]
    public void An_edit_is_called_what_it_is(string before, string after, string kind)
    {
        var edits = PromptEdits.Between(PromptForm.Of(before), PromptForm.Of(after), out var isWhole);
        Assert.True(isWhole);
        Assert.Contains(edits, e => e.Kind == kind);
        Assert.DoesNotContain(edits, e => e.Text.Contains("jane.miller", StringComparison.Ordinal) || e.Text.Contains("4711-2288", StringComparison.Ordinal));
        Assert.Empty(PromptEdits.Between(PromptForm.Of(after), PromptForm.Of(after), out _));
    }

    [Fact]
    public void Definitions_of_tools_and_roles_are_told_apart_from_words()
    {
        var before = Form("""{"system":"You help.","tools":[{"name":"a"},{"name":"b"}],"messages":[{"role":"user","content":"Hi"}]}""");
        var after = Form("""{"system":"You help.","tools":[{"name":"a","description":"now more"},{"name":"c"}],"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Sure:"}]}""");
        Assert.Equal(["tool-changed a", "tool-added c", "tool-removed b", "structure-changed system, user → system, user, assistant", "wording Sure:"], PromptEdits.Between(before, after, out _).Select(e => $"{e.Kind} {e.Text}"));
    }

    [Fact]
    public void No_document_breaks_the_reader()
    {
        var random = new Random(11);
        string[] keys = ["system", "messages", "role", "content", "text", "type", "tools", "variants", "templateConfiguration", "chat", "prompt", "template", "parts", "name", "cachePoint", "toolSpec"];
        for (var i = 0; i < 3_000; i++) _ = PromptReading.Of(JsonDocument.Parse(Any(random, keys, 0)).RootElement)?.Digest;
    }

    private static string Any(Random random, string[] keys, int depth) => random.Next(depth > 5 ? 4 : 7) switch
    {
        0 => "null",
        1 => "7",
        2 => "\"user\"",
        3 => "\"x {{y}}\"",
        4 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, keys, depth + 1)))}]",
        _ => $"{{{string.Join(',', keys.OrderBy(_ => random.Next()).Take(random.Next(5)).Select(k => $"\"{k}\":{Any(random, keys, depth + 1)}"))}}}",
    };

    private static JsonNode Shuffled(JsonNode node, Random random) => node switch
    {
        JsonObject map => new JsonObject(Marked(map, random).OrderBy(_ => random.Next()).Select(p => KeyValuePair.Create(p.Key, p.Value is null ? null : (JsonNode?)Shuffled(p.Value, random)))),
        JsonArray list => new JsonArray([.. (list.All(i => i is JsonObject o && o.ContainsKey("input_schema")) ? list.OrderBy(_ => random.Next()) : list.AsEnumerable()).Select(i => i is null ? null : Shuffled(i, random))]),
        _ => node.DeepClone(),
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Marked(JsonObject map, Random random) =>
        map.ContainsKey("type") && (map.ContainsKey("text") || map.ContainsKey("source")) && random.Next(2) == 0
            ? map.Append(KeyValuePair.Create("cache_control", (JsonNode?)new JsonObject { ["type"] = "ephemeral" })) : map;

    private static Process? Start(string code)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("python3", ["-c", code]) { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8 });
        }
        catch (global::System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [Theory]
    [InlineData("""{"system":"a","system":"b"}""", "names `system` twice (line 1)")]
    [InlineData("{\"messages\":[\n{\"role\":\"system\",\"content\":\"a\",\n\"content\":\"b\"}]}", "names `content` twice (line 3)")]
    [InlineData("{\"system\":\"a\",\"s\\u0079stem\":\"b\"}", "names `system` twice")]
    public void A_prompt_whose_json_names_a_key_twice_is_none(string text, string problem)
    {
        Assert.Null(PromptFiles.Read("p.json", text, out var said));
        Assert.StartsWith(problem, said, StringComparison.Ordinal);
        Assert.NotNull(PromptFiles.Read("p.json", """{"messages":[{"role":"system","content":"a"},{"role":"user","content":"b"}]}""", out _));
    }
}
