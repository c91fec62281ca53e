import type { LOOKED } from "./first-reads";
import type { CaseQuery } from "../src/case/case.generated";
import type { MyCasesQuery } from "../src/case/my-cases.generated";
import { askedOf } from "../src/case/turn";
import { headlineOf, whoseTurn } from "../src/case/turn-words";
import type { DeskQueueQuery } from "../src/desk/desk.generated";
import type { MyOrdersQuery } from "../src/orders/orders.generated";
import { formatMoney } from "../src/text/format";
import { getLanguage } from "../src/text/said";

/** What can be read of a page before its code is there: its title, and what one came for. */
export interface Look {
  title: string;
  /** Beneath the title. */
  about?: string;
  turn?: { whose: string; headline: string; mine: boolean };
  rows?: readonly { title: string; about: string }[];
}

export interface Drawn {
  /** The query that it is drawn from. */
  of: string;
  /** Null where there is nothing to show: then the page itself says so. */
  look: (data: never) => Look | null;
}

const joined = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(" · ");

const said = (en: string, zh: string): string => (getLanguage() === "en" ? en : zh);

const titled = (en: string, zh: string, rows: NonNullable<Look["rows"]>): Look | null =>
  rows.length === 0 ? null : { title: said(en, zh), rows };

/** No more than a phone shows. */
const SHOWN = 8;

/** By route; a file of its own, that wide screens and visitors do not fetch. In the words of the page: `every-page.test.ts` compares them. */
export const FIRST_LOOKS: Readonly<Record<(typeof LOOKED)[number], Drawn>> = {
  "/cases/:id": {
    of: "Case",
    look({ complaint }: CaseQuery) {
      if (!complaint) return null;
      const { title, number, provider } = complaint;
      const mine = askedOf(complaint).length > 0;
      const turn = { whose: whoseTurn(complaint), headline: headlineOf(complaint), mine };
      return { title, about: joined(number, provider.legalName), turn };
    },
  },
  "/cases": {
    of: "MyCases",
    look: ({ myComplaints: { nodes } }: MyCasesQuery) =>
      titled(
        "My cases",
        "我的投诉",
        // As the page has them: where one is waited for first.
        [true, false]
          .flatMap((asked) => nodes.filter((one) => askedOf(one).length > 0 === asked))
          .slice(0, SHOWN)
          .map(({ title, number, provider }) => ({ title, about: joined(number, provider.legalName) })),
      ),
  },
  "/orders": {
    of: "MyOrders",
    look: ({ myOrders: { nodes } }: MyOrdersQuery) =>
      titled(
        "My orders",
        "我的订单",
        nodes
          .slice(0, SHOWN)
          .map(({ title, provider, price }) => ({ title, about: joined(provider.legalName, formatMoney(price)) })),
      ),
  },
  "/desk": {
    of: "DeskQueue",
    look: ({ moderationQueue: { nodes } }: DeskQueueQuery) =>
      titled(
        "Desk",
        "工作台",
        nodes.slice(0, SHOWN).map(({ title, number, consumerName, provider: { legalName } }) => ({
          title,
          about: joined(number, said(`${consumerName} against ${legalName}`, `${consumerName} 诉 ${legalName}`)),
        })),
      ),
  },
};
