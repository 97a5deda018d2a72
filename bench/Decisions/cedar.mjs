// The same policies and calls through cedar-wasm: WebAssembly in node, JSON in and out of each call included.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const folder = process.argv[2];
const require = createRequire(folder + '/');
const cedar = require('@cedar-policy/cedar-wasm/nodejs');
const version = JSON.parse(readFileSync(`${folder}/node_modules/@cedar-policy/cedar-wasm/package.json`, 'utf8')).version;
const policies = { staticPolicies: readFileSync(`${folder}/policies.cedar`, 'utf8') };
const calls = JSON.parse(readFileSync(`${folder}/calls.json`, 'utf8'));
const request = c => ({
  principal: { type: 'Agent', id: c.agent }, action: { type: 'Action', id: 'call' }, resource: { type: 'Tool', id: c.tool },
  context: { action: c.action, resource: c.resource, region: c.region, account: c.account, amount: c.amount }, entities: [],
});
const parsed = cedar.preparsePolicySet('bank', policies);
if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed));
const stateful = c => cedar.statefulIsAuthorized({ ...request(c), preparsedPolicySetId: 'bank' });
const stateless = c => cedar.isAuthorized({ ...request(c), policies });
let wrong = 0;
for (const c of calls) {
  const answer = stateful(c);
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
  if ((answer.response.decision === 'allow') !== c.allowed) wrong++;
}
const measure = (name, one, count) => {
  for (let i = 0; i < Math.min(count, 300); i++) one(calls[i % calls.length]);
  const times = [];
  for (let i = 0; i < count; i += 8) {
    const began = process.hrtime.bigint();
    for (let j = i; j < i + 8; j++) one(calls[j % calls.length]);
    times.push(Number(process.hrtime.bigint() - began) / 8);
  }
  times.sort((a, b) => a - b);
  const at = p => Math.round(times[Math.floor(times.length * p)]);
  console.log(`  ${name}: p50 ${at(0.5)} ns · p99 ${at(0.99)} ns a decision`);
};
console.log(`beside it cedar-wasm ${version} in node ${process.version}: WebAssembly, JSON marshalling of each call included; not the native Cedar engine`);
measure('policy set parsed before', stateful, 8000);
measure('policy set parsed in each call', stateless, 400);
console.log(`  ${calls.length - wrong} of ${calls.length} decisions agree`);
process.exit(wrong ? 1 : 0);
