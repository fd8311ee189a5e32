// Compiles relay/App.js against the schema of the service with Relay's compiler, and sends what it made: the query, every further page,
// and a case again by its id. Argument: URL of the endpoint. Prints what was told, as JSON.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import compiler from 'relay-compiler';

const url = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'ledger-relay-'));
const require = createRequire(join(folder, 'App.js'));
try {
  cpSync(new URL('relay', import.meta.url), folder, { recursive: true });
  writeFileSync(join(folder, 'schema.graphql'), await (await fetch(`${url}/schema.graphql`)).text());
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify({ src: '.', language: 'javascript', schema: 'schema.graphql', eagerEsModules: false }));
  chmodSync(compiler, 0o755);
  execFileSync(compiler, [], { cwd: folder, stdio: 'pipe' });

  const first = await send('AppQuery', {});
  const cases = [...first.cases.edges];
  for (let page = first.cases.pageInfo; page.hasNextPage;) {
    const next = await send('AppPageQuery', { count: 2, cursor: page.endCursor });
    cases.push(...next.cases.edges);
    page = next.cases.pageInfo;
  }

  const again = await send('AppCaseQuery', { id: cases[0].node.id });
  const subscription = require('./__generated__/AppSubscription.graphql.js').params.operationKind;
  console.log(JSON.stringify({ size: first.ledger.treeSize, cases: cases.map(({ node }) => node.caseId), again: again.node, subscription }));
} finally {
  rmSync(folder, { recursive: true });
}

async function send(name, variables) {
  const query = require(`./__generated__/${name}.graphql.js`).params.text;
  const answer = await (await fetch(url, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query, variables }),
  })).json();
  if (answer.errors) {
    throw new Error(JSON.stringify(answer.errors));
  }

  return answer.data;
}
