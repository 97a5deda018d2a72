// A provider of OpenID Connect for one test: node provider.mjs PORT REDIRECT-URI. It ends with its standard input.
import Provider from "oidc-provider";
const [port, redirect] = process.argv.slice(2);
const groups = { alice: ["staff", "ai-security"], bob: ["staff"] };
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "plumbline", client_secret: "what both know and nobody else", redirect_uris: [redirect],
    grant_types: ["authorization_code"], response_types: ["code"], token_endpoint_auth_method: "client_secret_post",
  }],
  pkce: { required: () => true },
  claims: { openid: ["sub"], profile: ["name", "preferred_username", "groups"], email: ["email"] },
  cookies: { keys: ["only for a test"] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: `User ${id}`, preferred_username: id, groups: groups[id] ?? [] }) }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listens"));
process.stdin.on("end", () => process.exit(0)).resume();
