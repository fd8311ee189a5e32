// Reads the schema of the service as tools do: by introspection and as its text, and holds one against the other with graphql-inspector.
// Argument: URL of the endpoint. Prints what differs, then "read".
import { diff } from '@graphql-inspector/core';
import { buildClientSchema, buildSchema, getIntrospectionQuery } from 'graphql';

const url = process.argv[2];
const asked = await fetch(url, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query: getIntrospectionQuery() }),
});
const sdl = await (await fetch(`${url}/schema.graphql`)).text();
for (const { message } of await diff(buildSchema(sdl), buildClientSchema((await asked.json()).data))) {
  console.log(message);
}

console.log('read');
