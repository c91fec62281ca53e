import pino from "pino";
import { startWorld } from "../support/world";
test("x", async () => {
  await using world = await startWorld("sqlite", { log: pino({ level: "debug" }, { write: (s: string) => console.log(s) }) });
  const tom = await world.as("tom");
  const own = (await (await world.as("li.na")).ok(`{ providers { nodes { id } } }`)).providers.nodes[0].id;
  for (const id of ["prv_7zzzzzzzzzzzzzzzzzzzzzzzzz", own, "", "x", "%"]) console.log(JSON.stringify(id), JSON.stringify(await tom.gql(`query ($id: ID!) { it: myComplaints(filter: { providerId: $id }) { nodes { id } } }`, { id })));
  let sent = 0; const chunk = new TextEncoder().encode("x".repeat(65536));
  const endless = new ReadableStream<Uint8Array>({ pull(s) { sent += 1; if (sent > 200) s.close(); else s.enqueue(chunk); } });
  const r = await fetch(`${world.url}/graphql`, { method: "POST", body: endless, duplex: "half", headers: { "content-type": "application/json" } } as RequestInit);
  console.log(r.status, await r.text());
});
