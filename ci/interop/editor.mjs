// Speaks the language server's protocol to it, as an editor does.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const require = createRequire(import.meta.url);
const rpc = require('vscode-jsonrpc/node');
const root = process.argv[2];
const here = path.dirname(new URL(import.meta.url).pathname);
const server = spawn(process.execPath, [path.join(here, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio']);
const editor = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
const waiting = new Map();
editor.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => waiting.get(uri)?.(diagnostics));
editor.onRequest('workspace/configuration', ({ items }) =>
  items.map(({ section }) => (section === 'yaml' ? { validate: true, completion: true, hover: true, schemaStore: { enable: false } } : {})));
editor.onRequest('client/registerCapability', () => null);
editor.listen();

let failed = false;
function expect(what, holds, seen) {
  console.log(`${what}: ${holds ? 'as expected' : 'FAILED: ' + JSON.stringify(seen)}`);
  failed ||= !holds;
}

function open(name, text) {
  const uri = pathToFileURL(path.join(root, name)).href;
  const marked = new Promise((done) => waiting.set(uri, done));
  editor.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
  return marked.then((diagnostics) => ({ uri, diagnostics }));
}

/** Where a text stands, or right behind it. */
function place(text, part, behind = 0) {
  const before = text.slice(0, text.indexOf(part) + behind).split('\n');
  return { line: before.length - 1, character: before[before.length - 1].length };
}

const drill = 'scenarios/drills/privilege-escalation/privileged-pod-host-escape.yaml';
const text = readFileSync(path.join(root, drill), 'utf8');
await editor.sendRequest('initialize', {
  processId: process.pid, rootUri: pathToFileURL(root).href, workspaceFolders: null,
  capabilities: { textDocument: { completion: { completionItem: { snippetSupport: false } }, hover: {} }, workspace: { configuration: true } },
});
editor.sendNotification('initialized', {});
setTimeout(() => { console.log('FAILED: no answer within a minute'); process.exit(1); }, 60000).unref();

const clean = await open(drill, text);
expect('a drill is clean', clean.diagnostics.length === 0, clean.diagnostics);

const hover = await editor.sendRequest('textDocument/hover', { textDocument: { uri: clean.uri }, position: place(text, 'maxGap:', 2) });
expect('a key explains itself', JSON.stringify(hover).includes('between two good answers'), hover);

for (const [what, from, to, message] of [
  ['an unknown key', 'maxGap:', 'maxgap:', 'maxgap'],
  ['a bad duration', 'within: 15s', 'within: 15 seconds', 'pattern'],
  ['a value that is not allowed', 'severity: critical', 'severity: urgent', 'critical'],
  ['what a kind does not observe', 'exitCode: 0, stdout', 'exitCode: 0, output', 'output'],
]) {
  const broken = text.replace(from, to);
  const { diagnostics } = await open(drill.replace('.yaml', `-${what.replaceAll(' ', '-')}.yaml`), broken);
  const line = place(broken, to).line;
  expect(`${what} is marked`, diagnostics.some((d) => d.range.start.line === line && d.message.includes(message)), diagnostics);
}

const begun = text.replace('benign:', 'benign:\n  - id: one\n    ');
const half = await open(drill.replace('.yaml', '-begun.yaml'), begun);
const items = await editor.sendRequest('textDocument/completion', {
  textDocument: { uri: half.uri }, position: place(begun, 'id: one\n    ', 'id: one\n    '.length),
});
const labels = (items.items ?? items).map((item) => item.label);
expect('kinds of step are completed', ['http', 'exec', 'patch', 'apiRequest'].every((kind) => labels.includes(kind)), labels);
server.kill();
process.exit(failed ? 1 : 0);
