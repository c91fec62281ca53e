import { addListing } from "../../../market/listings/add-listing";
import { setListingStatus } from "../../../market/listings/set-listing-status";
import { publishPromise } from "../../../market/promises/publish-promise";
import { createProvider } from "../../../market/providers/create-provider";
import { joinProvider } from "../../../market/providers/join-provider";
import { Account } from "../../../accounts/account/account.entity";
import { SYSTEM } from "../../../accounts/account/record-on-account";
import { DAY, HOUR } from "../../../platform/time";
import { ownerOf } from "./market-people.pure";
import { act, made, type Scene, type Step, type Story } from "./market-story";
import type { Trade } from "./market-trades.table";
import { passCourse } from "./pass-course";
import { licenceOf, vettingSteps } from "./vetting-steps";

export interface MarketProvider {
  number: number;
  trade: Trade;
  /** Which of its trade. */
  place: number;
  beginsAt: number;
}

export const providerStory = (number: number): string => `provider-${number}`;

/** A provider comes, lists what it sells and says what it promises; some promises are later said anew. */
export function tellProvider(
  { number, trade, place, beginsAt }: MarketProvider,
  { until, isGood }: { until: number; isGood: boolean },
): Story {
  const owner = ownerOf(number);
  const [name = "", city = "", about = ""] = trade.providers[place] ?? [];
  const steps: Step[] = [
    { at: beginsAt, play: (scene) => register(scene, { number, legalName: `${name}(${city})有限公司`, about }) },
  ];
  // Two or three of the trade's services, not the same for all.
  const services = trade.services.filter((_, index) => place === 0 || index !== (place + 1) % 4);
  services.forEach(([title, description, yuan], index) => {
    const amount = Math.round(yuan * (0.85 + place * 0.1)) * 100;
    steps.push({
      at: beginsAt + (index + 1) * HOUR,
      play: (scene) => list(scene, owner, index, { category: trade.category, title, description, amount }),
    });
  });
  trade.promises.forEach((_, index) =>
    steps.push({ at: beginsAt + DAY + index * HOUR, play: (scene) => promise(scene, owner, trade, index) }),
  );
  const first = trade.promises[0];
  if (number % 3 === 0 && first) {
    const [, text, terms] = first;
    steps.push({
      at: Math.round(beginsAt + (until - beginsAt) * 0.6),
      play: (scene) =>
        act(scene, owner, publishPromise, { promiseId: made(scene, "promise0"), text: `${text}节假日顺延。`, terms }),
    });
  }
  if (isGood) {
    // Papers are good for a year; nearly all providers of a market have valid ones.
    const vettedAt = until - (30 + (number % 6) * 45) * DAY;
    steps.push(...vettingSteps(Math.max(vettedAt, beginsAt + 2 * DAY), { number, owner, until: "APPROVED" }));
    const learn = (at: number): Step => ({
      at,
      play: (scene) => passCourse(scene, owner, made(scene, "provider")),
    });
    for (let at = beginsAt + 40 * DAY; at < until - 12 * DAY; at += 30 * DAY) steps.push(learn(Math.round(at)));
  }
  return { id: providerStory(number), steps: steps.sort((one, other) => one.at - other.at) };
}

async function register(
  { tx, made: known, idOf }: Scene,
  { number, legalName, about }: { number: number; legalName: string; about: string },
): Promise<void> {
  const provider = await createProvider(tx, {
    legalName,
    licenceNo: licenceOf(number),
    description: about,
    ownerId: idOf(ownerOf(number)),
  });
  known.provider = provider.id;
  const staff = number === 0 ? await tx.lock(Account, idOf("zhao.staff")) : null;
  if (staff) joinProvider(tx, provider, staff, "STAFF", SYSTEM);
}

async function list(
  scene: Scene,
  owner: string,
  index: number,
  { amount, ...listing }: { category: string; title: string; description: string; amount: number },
): Promise<void> {
  const providerId = made(scene, "provider");
  const price = { amount, currency: "CNY" };
  const { id } = await act(scene, owner, addListing, { providerId, ...listing, price });
  await act(scene, owner, setListingStatus, { listingId: id, status: "LISTED" });
  scene.made[`listing${index}`] = id;
}

/** For all that it sells. */
async function promise(scene: Scene, owner: string, { promises }: Trade, index: number): Promise<void> {
  const [kind, text, terms] = promises[index] ?? ["OTHER", "", {}];
  const version = await act(scene, owner, publishPromise, { providerId: made(scene, "provider"), kind, text, terms });
  scene.made[`promise${index}`] = version.promiseId;
}
