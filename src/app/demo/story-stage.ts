import { randomBytes } from "node:crypto";
import type { Print } from "./story-listener";
import { Person, Refused } from "./story-person";
import { admission, licenceOfRun } from "./story-vetting";

/** Everyone in the story, its market, and where it prints. */
export interface Stage {
  lina: Person;
  tom: Person;
  wang: Person;
  chen: Person;
  liu: Person;
  zhou: Person;
  qian: Person;
  /** Finance: confirms payments. */
  wu: Person;
  /** Reads the register without signing in. */
  street: Person;
  providerId: string;
  listingId: string;
  /** Named so that no one confuses the providers of different runs. */
  providerName: string;
  print: Print;
}

export const scene = ({ print }: Pick<Stage, "print">, text: string): void => print({ kind: "scene", who: null, text });
export const note = ({ print }: Pick<Stage, "print">, text: string): void => print({ kind: "note", who: null, text });

/** Money as text, e.g. `500.00 CNY`. */
export const inWords = ({ amount, currency }: { amount: number; currency: string }): string =>
  `${(amount / 100).toFixed(2)} ${currency}`;

/** `tokens`: by login, where these people are not a demo's. */
export async function openStage(
  url: string,
  print: Print,
  tokens: ReadonlyMap<string, string> = new Map(),
): Promise<Stage> {
  const person = (login: string | null): Person => new Person(url, login, print);
  const signIn = async (one: Person): Promise<void> => {
    const token = tokens.get(one.login ?? "");
    if (token !== undefined) return one.enter(token);
    await one.signIn().catch(explainSignIn);
  };
  const cast = {
    lina: person("li.na"),
    tom: person("tom"),
    wang: person("wang.owner"),
    chen: person("chen.mod"),
    liu: person("liu.mod"),
    zhou: person("zhou.lead"),
    qian: person("qian.lead"),
    he: person("he.inspect"),
    wu: person("wu.finance"),
  };
  const run = randomBytes(3).toString("hex").toUpperCase();
  scene({ print }, "Everyone signs in");
  note(
    { print },
    `A provider of this run's own (${run}): what an earlier run left on record, a suspension say, is not in the way.`,
  );
  for (const one of Object.values(cast)) await signIn(one);

  const providerName = `星火代运营 ${run} 店`;
  const licenceNo = licenceOfRun(run);
  const { provider } = await cast.wang.act<{ provider: { id: string } }>(
    "registerProvider",
    { legalName: providerName, licenceNo, description: "抖店装修、短视频代运营。" },
    "{ provider { id } }",
  );
  const { listing } = await cast.wang.act<{ listing: { id: string } }>(
    "createListing",
    {
      providerId: provider.id,
      category: CATEGORY,
      title: `抖店首页设计 · 送海报 ${run}`,
      price: { amount: 199_900, currency: "CNY" },
    },
    "{ listing { id } }",
  );
  const listed = { listingId: listing.id, status: "LISTED" };
  await cast.wang.tryInVain("setListingStatus", listed, "PROVIDER_RESTRICTED");
  await admission({ ...cast, print }, provider.id, licenceNo);
  await cast.wang.act("setListingStatus", listed, "{ listing { status } }");

  const stage = { ...cast, street: person(null), providerId: provider.id, listingId: listing.id, providerName, print };
  await listen(stage);
  return stage;
}

/** Four kinds of live stream; each person follows the one that their app would. */
async function listen({ providerId, lina, tom, wang, chen, liu, zhou, qian, street, print }: Stage): Promise<void> {
  const news = "event { type } complaint { id title status closureReason provider { id } }";
  for (const party of [lina, tom, wang])
    await party.live.watch("myComplaintsUpdated", news, ({ complaint }) => complaint?.provider.id === providerId);
  const queue = (filter: string): string => `moderationQueueUpdated(filter: { providerId: "${providerId}"${filter} })`;
  await chen.live.watch(queue(""), news);
  await liu.live.watch(queue(", mine: true"), news);
  await zhou.live.watch(queue(", severity: L4"), news);
  await qian.live.watch(queue(", status: APPEALED"), news);
  await street.live.watch(
    `rulingPublished(filter: { providerId: "${providerId}" })`,
    "ruling { id status outcome publicText }",
  );
  note(
    { print },
    "Parties follow their cases, 陈静 the whole queue, 刘洋 only the cases she holds, 周敏 only the gravest, 钱涛 only the appeals, the public the register.",
  );
}

export async function closeStage({ lina, tom, wang, chen, liu, zhou, qian, street }: Stage): Promise<void> {
  await Promise.all([lina, tom, wang, chen, liu, zhou, qian, street].map((person) => person.live.hangUp()));
}

export const CATEGORY = "shop-design";
const SHOWN = 100;

/** The listing's position in the public search; 0 if it is not listed. */
export async function placeInSearch(stage: Stage, when: string): Promise<{ place: number; of: number }> {
  const { listings } = await stage.street.ask<{ listings: { nodes: { id: string; title: string }[] } }>(
    `query Search { listings(first: ${SHOWN}, filter: { category: "${CATEGORY}" }) { nodes { id title } } }`,
  );
  const place = listings.nodes.findIndex(({ id }) => id === stage.listingId) + 1;
  const standing = place === 0 ? "not in it" : `number ${place} of ${listings.nodes.length}`;
  note(
    stage,
    `Search for ${CATEGORY}, ${when}: our listing is ${standing}; first is 「${listings.nodes[0]?.title ?? "nothing"}」`,
  );
  return { place, of: listings.nodes.length };
}

function explainSignIn(error: unknown): never {
  const unknown = error instanceof Refused && error.code === "UNAUTHENTICATED";
  if (!unknown) throw error;
  throw new Error(
    "the demo's people cannot sign in here. They are put into an empty database at start where the setting DEMO lets them be.",
    { cause: error },
  );
}
