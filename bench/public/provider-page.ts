import { graphql, sameJson, type Bench, type Work } from "../support/work";

export const PROVIDER_PAGE = `query ProviderPage($id: ID!) {
  provider(id: $id) {
    id legalName status description createdAt
    promises { nodes { id kind currentVersion { version text publishedAt } } }
    rulings(first: 20) {
      nodes { id outcome publicText issuedAt penalties { id kind days amount { amount currency } reason status startsAt endsAt } }
    }
  }
}`;

/** What anybody sees of a provider: promises in force, twenty rulings, their penalties. Moderators share what was made for one of them. */
export function providerPage({ world: { providers, suspended, moderators }, tokens }: Bench): Work {
  let n = 0;
  let held: string[] = [];
  const next = (): string => providers[(n += 7) % providers.length] ?? "";
  const token = (): string => held[n % held.length] ?? "";
  const floor = (id: string) => ({ method: "GET" as const, path: `/provider?id=${id}`, token: token() });
  const ours = (id: string) => graphql(PROVIDER_PAGE, { id }, token());
  return {
    name: "provider page",
    prepare: async () => {
      held = await Promise.all(moderators.map((moderator) => tokens.of(moderator)));
    },
    floor: () => floor(next()),
    ours: () => ours(next()),
    async verify(askFloor, askOurs) {
      for (const id of [...providers.slice(0, 20), suspended])
        sameJson("provider page", await askFloor(floor(id)), await askOurs(ours(id)));
    },
  };
}
