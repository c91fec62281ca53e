import { graphql, sameJson, type Bench, type Work } from "../support/work";

const QUERY = `query CasePage($id: ID!) {
  complaint(id: $id) {
    id title story status severity version openedAt updatedAt dueAt evidenceCount
    atStake { amount currency } demand { amount currency } consumerName
    provider { id legalName }
    breaches { id kind expected delivered promiseVersion { text } }
    messages(last: 50) { nodes { id side visibility text sentAt } }
    evidence(first: 50) { nodes { id side kind title status mediaType size createdAt } }
    timeline(first: 50) { nodes { id seq type at actorRole } }
  }
}`;

/** A case as a moderator reads it: what it is about, its thread, its evidence, its history. */
export function casePage({ world: { shown, moderators }, tokens }: Bench): Work {
  let n = 0;
  let held: string[] = [];
  const next = (): string => shown[(n += 7) % shown.length] ?? "";
  const token = (): string => held[n % held.length] ?? "";
  const floor = (id: string) => ({ method: "GET" as const, path: `/case?id=${id}`, token: token() });
  const ours = (id: string) => graphql(QUERY, { id }, token());
  return {
    name: "case page",
    async prepare() {
      held = await Promise.all(moderators.map((moderator) => tokens.of(moderator)));
    },
    floor: () => floor(next()),
    ours: () => ours(next()),
    async verify(askFloor, askOurs) {
      for (const id of shown.slice(0, 20)) sameJson("case page", await askFloor(floor(id)), await askOurs(ours(id)));
    },
  };
}
