import { graphql, sameJson, type Bench, type Work } from "../support/work";
import { PROVIDER_PAGE } from "./provider-page";

const RULES = "{ rules { id code version title { zhCN en } text { zhCN en } effectiveFrom } }";

/** What visitors ask for, and the floor's address of the same. Without variables where there are no ids. */
const PAGES = {
  "visitor's provider page": [PROVIDER_PAGE, "/provider"],
  "visitor's listing": [
    `query Listing($id: ID!) {
      listing(id: $id) { id title description status provider { id legalName } promises { nodes { id kind currentVersion { version text } } } }
    }`,
    "/listing",
  ],
  "visitor's rulings": [
    "{ rulings(first: 50) { nodes { id outcome publicText issuedAt provider { id legalName } } } }",
    "/rulings/latest",
  ],
  "visitor's register": [
    "{ register(first: 50) { nodes { id number kind at provider { id legalName } } } }",
    "/register",
  ],
  "visitor's guides": [
    "{ guides(first: 50) { nodes { id code current { version title { zhCN en } body { zhCN en } } } } }",
    "/guides",
  ],
  "visitor's rules": [RULES, "/rules"],
  "visitor's rules, which the floor keeps as well": [RULES, "/rules/kept"],
} as const satisfies Record<string, readonly [string, string]>;

/** What visitors see, asked again and again while nothing changes: ours keeps its answers, the floor asks the database. */
export function visitorPages({ world: { providers, listings } }: Bench): Work[] {
  return Object.entries(PAGES).map(([name, [query, path]]) => {
    const ids = path === "/provider" ? providers : path === "/listing" ? listings : [];
    let n = 0;
    const next = (): string | undefined => ids[(n += 7) % ids.length];
    const floor = (id?: string) => ({ method: "GET" as const, path: id === undefined ? path : `${path}?id=${id}` });
    const ours = (id?: string) => graphql(query, id === undefined ? {} : { id });
    return {
      name,
      prepare: async () => undefined,
      floor: () => floor(next()),
      ours: () => ours(next()),
      async verify(askFloor, askOurs) {
        for (const id of ids.length === 0 ? [undefined] : ids.slice(0, 20)) {
          const fresh = await askFloor(floor(id));
          sameJson(name, fresh, await askOurs(ours(id)));
          sameJson(`${name}, kept`, fresh, await askOurs(ours(id)));
        }
      },
    };
  });
}
