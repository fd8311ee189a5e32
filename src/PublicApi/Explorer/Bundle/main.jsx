// The page /explorer: GraphiQL on this service, with the service's own examples as tabs.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './page.css';

// Workers are files of the same folder: the page's policy allows no code but that.
globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(`/explorer/${label === 'json' || label === 'graphql' ? label : 'editor'}.worker.js`),
};

const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  wsClient: createClient({ url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`, lazy: true }),
});
const answer = await fetch('/explorer/examples');
const tabs = (await answer.json()).map(({ query, variables }) => ({ query, variables }));

createRoot(document.getElementById('explorer')).render(<GraphiQL fetcher={fetcher} defaultTabs={tabs} isHeadersEditorEnabled={false} />);
