import type { Locale } from "../../../platform/identity/actor";
import { between, chanceFrom, pick } from "./chance.pure";
import { FOREIGN, GIVEN, SURNAMES } from "./market-words.table";

export interface MarketPerson {
  login: string;
  displayName: string;
  locale: Locale;
}

/** The people of the demo's story, who are the first of the market's. */
export const LINA = "li.na";
export const TOM = "tom";

/** Its consumers beside those who can sign in; a few write English. */
export function marketConsumers(count: number): MarketPerson[] {
  const chance = chanceFrom(60);
  return Array.from({ length: Math.max(0, count - 2) }, (_, index) => {
    const login = `buyer.${String(index + 1).padStart(2, "0")}`;
    const foreign = index % 9 === 4 ? FOREIGN[Math.floor(index / 9)] : undefined;
    if (foreign) return { login, displayName: foreign, locale: "en" };
    return { login, displayName: chineseName(chance, index), locale: "zh-CN" };
  });
}

/** Owners of what is not admitted yet. */
export const APPLICANTS = 2;

/** The owner of the first provider is one of the story's people, too. */
export function marketOwners(providers: number): MarketPerson[] {
  const chance = chanceFrom(48);
  return Array.from({ length: Math.max(0, providers - 1) }, (_, index) => ({
    login: ownerOf(index + 1),
    displayName: chineseName(chance, index),
    locale: "zh-CN",
  }));
}

export const ownerOf = (provider: number): string =>
  provider === 0 ? "wang.owner" : `owner.${String(provider).padStart(2, "0")}`;

const chineseName = (chance: () => number, index: number): string =>
  `${[...SURNAMES][(index * 7 + between(chance, 0, 6)) % SURNAMES.length] ?? "王"}${pick(chance, GIVEN)}`;
