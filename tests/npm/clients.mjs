// Asks with the clients that pages use, unchanged: urql and Apollo Client for a query, by POST and by GET, and for a subscription on a
// WebSocket and as server-sent events. Argument: URL of the endpoint. Prints JSON: by client, the size of the log and the first two positions.
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient as createUrql, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import WebSocket from 'ws';

const url = process.argv[2];
const query = 'query Size($first: Int!) { ledger { treeSize } entries(first: $first) { nodes { position } } }';
const subscription = 'subscription Follow { entries { nodes { position } } }';
const variables = { first: 2 };
const answers = {};
const shown = (data) => ({ size: Number(data.ledger.treeSize), positions: data.entries.nodes.map(({ position }) => position) });
const first = (data) => data.entries.nodes.slice(0, 2).map(({ position }) => position);

const ws = createWs({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
const sse = createSse({ url, retryAttempts: 0 });
for (const [name, live] of [['ws', ws], ['sse', sse]]) {
  const following = live.iterate({ query: subscription });
  const { value } = await following.next();
  answers[`graphql-${name}`] = { positions: first(value.data) };
  await following.return();
}

for (const method of [false, 'force']) {
  const urql = createUrql({
    url,
    preferGetMethod: method,
    exchanges: [
      subscriptionExchange({ forwardSubscription: (request) => ({ subscribe: (sink) => ({ unsubscribe: ws.subscribe(request, sink) }) }) }),
      fetchExchange,
    ],
  });
  const { data, error } = await urql.query(query, variables).toPromise();
  if (error) { throw error; }
  answers[method ? 'urql by GET' : 'urql'] = shown(data);
  if (!method) {
    const live = await new Promise((resolve) => {
      const { unsubscribe } = urql.subscription(subscription, {}).subscribe((result) => { unsubscribe(); resolve(result); });
    });
    if (live.error) { throw live.error; }
    answers['urql subscription'] = { positions: first(live.data) };
  }
}

for (const useGETForQueries of [false, true]) {
  const apollo = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(ws),
      new HttpLink({ uri: url, useGETForQueries })),
  });
  const { data } = await apollo.query({ query: gql(query), variables });
  answers[useGETForQueries ? 'Apollo by GET' : 'Apollo'] = shown(data);
  if (!useGETForQueries) {
    const live = await new Promise((resolve, reject) => {
      const following = apollo.subscribe({ query: gql(subscription) }).subscribe({
        next: (result) => { setTimeout(() => following.unsubscribe()); resolve(result.data); }, error: reject,
      });
    });
    answers['Apollo subscription'] = { positions: first(live) };
  }
}

console.log(JSON.stringify(answers));
process.exit(0);
