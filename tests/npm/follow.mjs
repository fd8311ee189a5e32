// Follows the entries with graphql-sse or graphql-ws until a position, whatever breaks in between, and prints their positions.
// Arguments: sse|ws, URL of the service, last position. The URL is asked for again before each attempt: standard input
// gives a new one a line.
import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';

const [kind, first, last] = process.argv.slice(2);
let url = first;
createInterface({ input: process.stdin }).on('line', (line) => { url = line; });

const query = 'subscription ($after: Long) { entries(after: $after) { nodes { position } resumeAfter } }';
const seen = [];
let after = null;

const attempt = () => new Promise((resolve) => {
  const client = kind === 'sse'
    ? createSse({ url, retryAttempts: 0 })
    : createWs({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  const end = () => { client.dispose(); resolve(); };
  client.subscribe({ query, variables: { after } }, {
    next: ({ data, errors }) => {
      if (errors) {
        throw new Error(JSON.stringify(errors));
      }
      seen.push(...data.entries.nodes.map((node) => node.position));
      after = data.entries.resumeAfter;
      if (after >= Number(last)) {
        console.log(seen.join(','));
        process.exit(0);
      }
    },
    error: end,
    complete: end,
  });
});

for (;;) {
  await attempt();
  await new Promise((resolve) => { setTimeout(resolve, 50); });
}
