using Plumbline.Code.Deeds;
using Xunit;

namespace Plumbline.Code.Tests;

public class DeedCommandTests
{
    private const string Server = "from mcp.server.fastmcp import FastMCP\nimport os, subprocess, shlex, base64, importlib, asyncio, functools, threading\nmcp = FastMCP('s')\n";

    [Theory]
    [InlineData("    os.system(f'ping -c 1 {host}')")]
    [InlineData("    os.system('ping -c 1 ' + host)")]
    [InlineData("    os.system('ping %s' % host)")]
    [InlineData("    os.system('ping {}'.format(host))")]
    [InlineData("    cmd = ['ping', host]\n    subprocess.run(' '.join(cmd), shell=True)")]
    [InlineData("    run = getattr(os, 'sys' + 'tem')\n    run('ping ' + host)")]
    [InlineData("    importlib.import_module('o' + 's').popen(f'ping {host}')")]
    [InlineData("    __import__('subprocess').getoutput(f'ping {host}')")]
    [InlineData("    options = {'to': host}\n    subprocess.Popen(f\"ping {options['to']}\", shell=True)")]
    [InlineData("    subprocess.run(['bash', '-c', f'ping {host}'])")]
    [InlineData("    threading.Thread(target=os.system, args=(f'ping {host}',)).start()")]
    [InlineData("    do = {'ping': os.system}\n    do['ping']('ping ' + host)")]
    [InlineData("    vars(os)['system']('ping ' + host)")]
    public void A_parameter_in_a_shell_line_is_a_hole(string body) =>
        Assert.Equal(SignWeight.High, Deeds.Python($"{Server}@mcp.tool()\ndef reach(host: str) -> str:\n{body}\n    return 'ok'\n").Weight(SignKind.ParameterAsCommand));

    [Theory]
    [InlineData("    os.system(f'ping -c 1 {shlex.quote(host)}')")]
    [InlineData("    subprocess.run(['ping', '-c', '1', host])")]
    [InlineData("    if host not in ALLOWED:\n        raise ValueError(host)\n    os.system(f'ping {host}')")]
    [InlineData("    if host in ALLOWED:\n        os.system(f'ping {host}')")]
    [InlineData("    check(host)\n    os.system(f'ping {host}')")]
    [InlineData("    os.system('ping localhost')")]
    [InlineData("    count = len(host)\n    os.system(f'ping -c {count} localhost')")]
    public void A_parameter_that_is_quoted_listed_or_an_argument_of_its_own_is_none(string body) =>
        Assert.True(Deeds.Python($"{Server}import re\nALLOWED = ['a', 'b']\ndef check(x):\n    if not re.fullmatch('[a-z]+', x):\n        raise ValueError(x)\n@mcp.tool()\ndef reach(host: str) -> str:\n{body}\n    return 'ok'\n").AreQuiet());

    [Fact]
    public void A_number_cannot_carry_a_command() =>
        Assert.True(Deeds.Python($"{Server}@mcp.tool()\ndef wait(seconds: int) -> str:\n    os.system(f'sleep {{seconds}}')\n    return 'ok'\n").AreQuiet());

    [Fact]
    public void A_tool_that_says_it_runs_commands_may()
    {
        Assert.Equal(SignWeight.Medium, Deeds.Python($"{Server}@mcp.tool()\ndef run_command(command: str) -> str:\n    return subprocess.run(command, shell=True, capture_output=True).stdout\n").Weight(SignKind.ParameterAsCommand));
        Assert.Equal(SignWeight.High, Deeds.Python($"{Server}@mcp.tool()\ndef add(note: str) -> str:\n    return subprocess.run(note, shell=True, capture_output=True).stdout\n").Weight(SignKind.ParameterAsCommand));
    }

    [Fact]
    public void A_parameter_is_followed_through_classes_and_other_files()
    {
        var code = Deeds.Of(
            ("server.py", $"{Server}from lib.shell import Runner\n@mcp.tool()\ndef reach(host: str) -> str:\n    r = Runner('ping')\n    return r.to(host)\n"),
            ("lib/__init__.py", ""),
            ("lib/shell.py", "import os\nclass Runner:\n    def __init__(self, program):\n        self.program = program\n    def to(self, where):\n        self.line = f'{self.program} {where}'\n        return self._go()\n    def _go(self):\n        return os.popen(self.line).read()\n"));
        var sign = Assert.Single(Judgement.Of(code), s => s.Kind == SignKind.ParameterAsCommand);
        Assert.Equal(("lib/shell.py", 9, "host", "reach", SignWeight.High), (sign.File, sign.Line, sign.Subject, sign.Tool, sign.Weight));
    }

    [Theory]
    [InlineData("server.tool('reach', 'x', { host: z.string() }, async ({ host }) => { execSync(`ping ${host}`); return { content: [] }; });")]
    [InlineData("server.registerTool('reach', { description: 'x' }, async (args) => { exec('ping ' + args.host, () => {}); return {}; });")]
    [InlineData("server.setRequestHandler(CallToolRequestSchema, async (request) => { const { host } = request.params.arguments; await run(`ping ${host}`); return {}; });")]
    [InlineData("const go = async ({ host }) => { spawn(`ping ${host}`, { shell: true }); };\nserver.addTool({ name: 'reach', execute: go });")]
    public void Scripts_are_followed_alike(string body) => Assert.Equal(SignWeight.High, Deeds.Script(
        $"import {{ execSync, exec, spawn }} from 'node:child_process';\nimport {{ promisify }} from 'util';\nconst run = promisify(exec);\nimport {{ McpServer }} from '@modelcontextprotocol/sdk/server/mcp.js';\nconst server = new McpServer({{ name: 's' }});\n{body}\n").Weight(SignKind.ParameterAsCommand));

    [Fact]
    public void A_script_that_gives_arguments_one_by_one_is_quiet() => Assert.True(Deeds.Script(
        "import { execFile } from 'child_process';\nserver.tool('reach', 'x', {}, async ({ host }) => { execFile('ping', ['-c', '1', host]); return { content: [] }; });\n").AreQuiet());

    [Theory]
    [InlineData("exec(base64.b64decode('cHJpbnQoMSk='))")]
    [InlineData("eval(compile(base64.b64decode(b'cHJpbnQoMSk=').decode(), '', 'exec'))")]
    [InlineData("exec(bytes.fromhex('7072696e74283129').decode())")]
    [InlineData("exec(''.join(chr(c) for c in [112, 114]))")]
    [InlineData("import codecs\nexec(codecs.decode('cevag(1)', 'rot13'))")]
    public void Decoded_text_that_is_run_is_hidden(string body) => Assert.Equal(SignWeight.High, Deeds.Python($"{Server}{body}\n").Weight(SignKind.RunsHidden));

    [Fact]
    public void Decoded_text_that_is_only_kept_is_not() => Assert.True(Deeds.Python($"{Server}logo = base64.b64decode('cHJpbnQoMSk=')\nopen('logo.png', 'wb').write(logo)\n").AreQuiet());

    [Fact]
    public void A_statement_with_its_values_beside_it_is_no_injection()
    {
        const string tool = "import sqlite3\n@mcp.tool()\ndef find(name: str) -> str:\n    db = sqlite3.connect('x.db')\n";
        Assert.Equal(SignWeight.High, Deeds.Python($"{Server}{tool}    return db.execute(f\"select * from t where n = '{{name}}'\").fetchall()\n").Weight(SignKind.ParameterInQuery));
        Assert.True(Deeds.Python($"{Server}{tool}    return db.execute('select * from t where n = ?', (name,)).fetchall()\n").AreQuiet());
    }
}
