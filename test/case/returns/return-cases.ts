import type { ClockName } from "../../../src/case/complaints/clock-names.pure";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { caseIn, openCase, type WorldCase } from "../complaints/world-case";
import { refundOver } from "../../adjudication/payments/paid-in";
import type { World } from "../../support/world";

/** A return agreed in a settlement, or ordered by a ruling: what happens to the goods is the same, how the refund ends is not. */
export interface Kind {
  name: string;
  state: string;
  closes: string;
  due: ClockName;
  objection: ClockName;
  open(world: World): Promise<WorldCase>;
  prove(theCase: WorldCase): Promise<unknown>;
  confirm(theCase: WorldCase): Promise<unknown>;
  /** The consumer says nothing to the proof. */
  hearNothing(theCase: WorldCase): Promise<void>;
  amount: number;
  /** Days for the refund once the goods are back. */
  days: number;
}

export const AGREED: Kind = {
  name: "agreed in a settlement",
  state: "SETTLING",
  closes: "SETTLED",
  due: "SETTLEMENT_DUE",
  objection: "SETTLEMENT_OBJECTION",
  async open(world) {
    const theCase = await openCase(world);
    const offer = { kind: "RETURN_AND_REFUND", amount: 150_000, text: "退货后退 1500 元", settleWithinDays: 3 };
    await theCase.do("li.na", "acceptOffer", { offerId: await theCase.offer("wang.owner", offer) });
    return theCase;
  },
  prove: (theCase) => theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" }),
  confirm: (theCase) => theCase.do("li.na", "confirmSettlement"),
  // Nor does it prove what was agreed.
  hearNothing: async (theCase) => {
    await theCase.ring("SETTLEMENT_OBJECTION");
    const { settlement } = await theCase.look("settlement { remedy { id } }");
    await refundOver(theCase.world, theCase.id, settlement.remedy.id);
  },
  amount: 150_000,
  days: 3,
};

export const RETURN_REMEDY = { kind: "RETURN_AND_REFUND", text: "退货后全额退款", withinDays: 5 };

export const ORDERED: Kind = {
  name: "ordered by a ruling",
  state: "ENFORCING",
  closes: "REMEDIED",
  due: "REMEDY_DUE",
  objection: "REMEDY_OBJECTION",
  open: (world) => caseIn(world, "ENFORCING", { ruling: { remedies: [RETURN_REMEDY] } }),
  prove: async (theCase) =>
    theCase.do("wang.owner", "fileRemedyProof", { remedyId: (await theCase.remedies())[0], text: "退款单号 1" }),
  confirm: async (theCase) => theCase.do("li.na", "confirmRemedy", { remedyId: (await theCase.remedies())[0] }),
  // Silence proves no remedy: the provider names its payment, and finance finds it.
  hearNothing: async (theCase) => {
    await theCase.ring("REMEDY_OBJECTION");
    await refundOver(theCase.world, theCase.id, (await theCase.remedies())[0]);
  },
  amount: 199_900,
  days: 5,
};

const FIELDS = `id status openedAt shipBy shipment shippedAt condition conditionNote receivedAt contestReason contestedAt
  decisionReason decidedAt endedAt refundedAt remedyId settlementId refund { amount currency }`;

// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
export async function goodsOf(theCase: WorldCase): Promise<any> {
  return (await theCase.look(`returnCase { ${FIELDS} }`)).returnCase;
}

export async function eventsOf(theCase: WorldCase): Promise<string[]> {
  const { timeline } = await theCase.look("timeline(first: 100) { nodes { type } }");
  return timeline.map(({ type }: { type: string }) => type);
}

export const ship = (theCase: WorldCase): Promise<unknown> =>
  theCase.do("li.na", "shipReturn", { shipment: "顺丰 SF1234567890" });

export const receive = (theCase: WorldCase, condition: string): Promise<unknown> =>
  theCase.do("zhao.staff", "receiveReturn", {
    condition,
    ...(condition === "INTACT" ? {} : { text: "包裹破损,商品已使用。" }),
  });

/** The clocks that run, and how many days each has left. */
export async function clocksOf(theCase: WorldCase): Promise<Partial<Record<ClockName, number>>> {
  const now = theCase.world.clock.now();
  const timers = await theCase.world.db.find(CaseTimer, { complaintId: theCase.id });
  return Object.fromEntries(
    timers.flatMap(({ clock, dueAt }) => (dueAt === null ? [] : [[clock, Math.round((dueAt - now) / 86_400_000)]])),
  );
}

/** A clock ran out and no node has swept yet. */
export const runOut = (theCase: WorldCase, clock: ClockName): Promise<void> =>
  theCase.world.db.transact(async (tx) =>
    tx.execute("UPDATE case_timer SET due_at = ? WHERE complaint_id = ? AND clock = ?", [
      tx.now - 1,
      theCase.id,
      clock,
    ]),
  );
