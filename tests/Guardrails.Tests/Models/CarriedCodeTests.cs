using Plumbline.Guardrails.Models;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

public class CarriedCodeTests
{
    private static readonly byte[] Weights = Assembler.Pickle("proto 2; emptydict; stop");

    [Theory]
    [InlineData("import os\nos.system('id')", "os.system")]
    [InlineData("import os as q\ndef run(x):\n    q . popen('id')", "os.popen")]
    [InlineData("from os import system as s\ns(\n  'id')", "os.system")]
    [InlineData("f = getattr(__import__('os'), 'system')\nf('id')", "os.system")]
    [InlineData("__import__('subprocess').check_call(['id'])", "subprocess.check_call")]
    [InlineData("class H:\n  def handle(self, d):\n    return eval(d)", "eval")]
    [InlineData("import importlib\nm = importlib.import_module('subprocess')\nm.Popen('id')", "subprocess.Popen")]
    public void Code_beside_a_model_that_runs_programs_is_malicious(string code, string called)
    {
        var report = Judged.Bytes(Archive(("MAR-INF/MANIFEST.json", "{}"), ("handler.py", code)));
        Assert.Equal(Verdict.Malicious, report.Verdict);
        Assert.Contains(report.Signs, s => s.Kind == "dangerous-code" && s.Subject == called);
    }

    [Theory]
    [InlineData("import torch\nclass H:\n  def handle(self, d):\n    self.model.eval()\n    return self.model(torch.as_tensor(d))  # os.system('id')")]
    [InlineData("'''os.system('id')'''\nx = \"eval(1)\"\nimport os\np = os.path.join('a', 'b')")]
    public void Other_code_beside_a_model_is_for_review(string code) =>
        Assert.Equal(Verdict.Review, Judged.Bytes(Archive(("MAR-INF/MANIFEST.json", "{}"), ("handler.py", code))).Verdict);

    [Fact]
    public void Code_in_an_archive_without_a_model_is_nobodys_business_here() =>
        Assert.Empty(Judged.Bytes(Zips.Of(new Zips.Entry("setup.py", Bytes.Utf8("import os\nos.system('id')")))).Signs);

    [Theory]
    [InlineData("def forward(self, x: Tensor) -> Tensor:\n  return torch.add(x, ops.aten.relu(x))", Verdict.Clean)]
    [InlineData("def forward(self, x: Tensor) -> Tensor:\n  ops.aten.save(x, \"/etc/cron.d/a\")\n  return x", Verdict.Malicious)]
    [InlineData("def forward(self, x: Tensor) -> Tensor:\n  torch.save(x, \"/etc/cron.d/a\")\n  return x", Verdict.Malicious)]
    [InlineData("def forward(self, x: Tensor) -> Tensor:\n  return torch.from_file(\"/etc/passwd\")", Verdict.Malicious)]
    [InlineData("def forward(self, x: Tensor) -> Tensor:\n  return ops.mine.call(x)", Verdict.Review)]
    public void Torch_script_is_judged_by_the_operators_it_calls(string code, Verdict verdict) =>
        Assert.Equal(verdict, Judged.Bytes(Archive(("m/constants.pkl", "(t."), ("m/code/__torch__/a.py", code))).Verdict);

    [Theory]
    [InlineData("model:\n  _target_: nemo.collections.asr.models.EncDecCTCModel", Verdict.Clean)]
    [InlineData("model:\n  _target_: os.system\n  command: id", Verdict.Malicious)]
    [InlineData("model:\n  \"_target_\": 'subprocess.Popen'", Verdict.Malicious)]
    [InlineData("model:\n  _target_: my.own.Model", Verdict.Review)]
    public void What_settings_have_called_is_judged(string settings, Verdict verdict) =>
        Assert.Equal(verdict, Judged.Bytes(Archive(("model_config.yaml", settings))).Verdict);

    private static byte[] Archive(params (string Name, string Text)[] members) =>
        Zips.Of([new Zips.Entry("m/data.pkl", Weights), .. members.Select(m => new Zips.Entry(m.Name, Bytes.Utf8(m.Text), Deflate: true))]);
}
