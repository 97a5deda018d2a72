using System.Text;
using Plumbline.Code.Deeds;
using Plumbline.Code.Trees;
using Xunit;

namespace Plumbline.Code.Tests;

public class ListeningTests
{
    private const string Python = "import os, uvicorn, argparse\nfrom mcp.server.fastmcp import FastMCP\n";
    private const string Script = "import express from 'express';\nimport { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';\nconst app = express();\nconst t = new StreamableHTTPServerTransport({});\n";

    [Theory]
    [InlineData("m = FastMCP('s', host='0.0.0.0', port=8000)\nm.run(transport='streamable-http')\n")]
    [InlineData("m = FastMCP('s')\nm.run(transport='http', host='::', port=9)\n")]
    [InlineData("m = FastMCP('s')\nuvicorn.run(m.sse_app(), host=os.getenv('H', '0.0.0.0'), port=9)\n")]
    [InlineData("m = FastMCP('s')\np = argparse.ArgumentParser()\np.add_argument('--host', default='0.0.0.0')\na = p.parse_args()\nm.run(transport='sse', host=a.host)\n")]
    [InlineData("m = FastMCP('s')\ndef main(host: str = '0.0.0.0'):\n    uvicorn.run(m.streamable_http_app(), host=host)\n")]
    public void A_python_server_that_takes_every_address_is_found(string code)
    {
        var one = Assert.Single(Of("server.py", Python + code));
        Assert.Equal("", one.Asks);
    }

    [Theory]
    [InlineData("app.listen(3000);\n", "")]
    [InlineData("app.listen(process.env.PORT || 3000, () => console.log('up'));\n", "")]
    [InlineData("app.listen(3000, '0.0.0.0', () => {});\n", "0.0.0.0")]
    [InlineData("const host = process.env.HOST ?? '0.0.0.0';\napp.listen(3000, host);\n", "0.0.0.0")]
    [InlineData("serve({ fetch: app.fetch, port: 3000 });\n", "")]
    [InlineData("serve({ fetch: app.fetch, port: 3000, hostname: '::' });\n", "::")]
    public void A_script_that_takes_every_address_is_found(string code, string host) => Assert.Equal(host, Assert.Single(Of("server.js", Script + code)).Host);

    [Theory]
    [InlineData("server.py", Python + "m = FastMCP('s')\nm.run()\n")]
    [InlineData("server.py", Python + "m = FastMCP('s', host='0.0.0.0')\nm.run(transport='stdio')\n")]
    [InlineData("server.py", Python + "m = FastMCP('s')\nm.run(transport='sse')\n")]
    [InlineData("server.py", Python + "m = FastMCP('s')\nuvicorn.run(m.sse_app(), host='127.0.0.1')\n")]
    [InlineData("server.py", Python + "m = FastMCP('s')\nBLOCKED_HOST = ['0.0.0.0', '::']\nif a.host == '0.0.0.0':\n    print('open')\nm.run(transport='sse')\n")]
    [InlineData("server.js", Script + "app.listen(3000, '127.0.0.1');\n")]
    [InlineData("server.js", Script + "app.listen(3000, 'localhost', () => {});\n")]
    [InlineData("server.js", Script + "app.listen('/run/server.sock');\n")]
    [InlineData("server.js", "import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\nconst s = http.createServer(f).listen(3000);\n")]
    public void A_server_that_stays_on_its_machine_is_none(string file, string code) => Assert.Empty(Of(file, code));

    [Theory]
    [InlineData("server.py", Python + "m = FastMCP('s', host='0.0.0.0', auth=AuthSettings(issuer_url=u), token_verifier=v)\nm.run(transport='sse')\n")]
    [InlineData("server.py", Python + "from fastmcp.server.auth import BearerAuthProvider\nm = FastMCP('s', host='0.0.0.0', x=BearerAuthProvider())\nm.run(transport='sse')\n")]
    [InlineData("server.py", Python + "def guard(request):\n    if request.headers.get('Authorization') != 'x':\n        raise ValueError()\nm = FastMCP('s', host='0.0.0.0')\nm.run(transport='sse')\n")]
    [InlineData("server.js", Script + "app.use((req, res, next) => { if (req.headers.authorization !== k) { res.sendStatus(401); return; } next(); });\napp.listen(3000);\n")]
    [InlineData("server.js", Script + "app.use((req, res, next) => { if (req.headers['x-api-key'] !== k) { res.sendStatus(401); return; } next(); });\napp.listen(3000);\n")]
    [InlineData("server.js", Script + "app.use(requireBearerAuth({ verifier }));\napp.listen(3000);\n")]
    public void Who_asks_callers_who_they_are_is_told(string file, string code) => Assert.All(Of(file, code), l => Assert.NotEqual("", l.Asks));

    [Theory]
    [InlineData("server.py", Python + "import requests\nm = FastMCP('s', host='0.0.0.0')\ndef f(k):\n    return requests.get('https://a.example.org', headers={'Authorization': k}, auth=None)\nm.run(transport='sse')\n")]
    [InlineData("server.js", Script + "const r = await fetch('https://a.example.org', { headers: { Authorization: k } });\napp.listen(3000);\n")]
    public void What_a_server_shows_to_others_asks_nobody(string file, string code) => Assert.Equal("", Assert.Single(Of(file, code)).Asks);

    private static System.Collections.Immutable.ImmutableArray<Listener> Of(string path, string text)
    {
        Readers.Need(path.EndsWith(".py", StringComparison.Ordinal) ? "python" : "javascript");
        return Listening.Of(new Dictionary<string, SourceTree>(StringComparer.Ordinal) { [path] = DeedReader.Parse(path, Encoding.UTF8.GetBytes(text), Readers.Grammars)! });
    }
}
