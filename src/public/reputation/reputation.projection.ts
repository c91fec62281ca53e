import type { EventType } from "../../platform/database/event";
import type { EventOf } from "../../platform/database/event.entity";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import {
  decidedOutside,
  escalated,
  missed,
  owedAgain,
  remedyDefaulted,
  reopened,
  responded,
  rulingFinal,
  rulingReversed,
  settled,
  settledHere,
  spoke,
  verdictGiven,
} from "./case-changes.projection";
import { orderCompleted, paymentConfirmed } from "./counted-orders.projection";
import type { Handler } from "./ledger-change";
import { ReputationLedger } from "./reputation-ledger";

const lookAgain: Handler<EventType> = (_tx, { streamId }) => ({ providerId: streamId });

const HANDLERS = {
  PROVIDER_REGISTERED: lookAgain,
  ORDER_COMPLETED: orderCompleted,
  PAYMENT_CONFIRMED: paymentConfirmed,
  RULING_FINAL: rulingFinal,
  REMEDY_DEFAULTED: remedyDefaulted,
  COMPENSATION_OWED_AGAIN: owedAgain,
  RULING_REVERSED: rulingReversed,
  SETTLEMENT_CONFIRMED: settled,
  SETTLEMENT_UNCONTESTED: settled,
  COMPLAINT_SETTLED: settledHere,
  COMPLAINT_DECIDED_OUTSIDE: decidedOutside,
  COMPLAINT_REOPENED: reopened,
  FIRST_RESPONSE_MISSED: missed,
  PROVIDER_RESPONDED: responded,
  OFFER_MADE: spoke,
  OFFER_COUNTERED: spoke,
  OFFER_ACCEPTED: spoke,
  DEMAND_CONCEDED: spoke,
  DEMAND_REFUSED: spoke,
  FINAL_ANSWER_GIVEN: spoke,
  COMPLAINT_ESCALATED: escalated,
  VERDICT_GIVEN: verdictGiven,
  PENALTY_STARTED: lookAgain,
  PENALTY_ENDED: lookAgain,
  PENALTY_SUPERSEDED: lookAgain,
  PENALTY_RESTORED: lookAgain,
  PENALTY_REVERSED: lookAgain,
  APPLICATION_APPROVED: lookAgain,
  VERIFICATION_EXPIRED: lookAgain,
  PROVIDER_RESTRICTED: lookAgain,
  PROVIDER_SUSPENDED: lookAgain,
  PROVIDER_REINSTATED: lookAgain,
  TRAINING_ASSIGNED: lookAgain,
  TRAINING_PASSED: lookAgain,
  TRAINING_CANCELLED: lookAgain,
} satisfies { [T in EventType]?: Handler<T> };
type Handled = keyof typeof HANDLERS;

/** The same as one table, each row of which handles the events of its own type. */
const handlerOf = <T extends Handled>(type: T): Handler<T> => (HANDLERS as { [K in Handled]: Handler<K> })[type];

/** Both sides write; only the provider's messages can be an answer, whether a member or its API client sends them. */
const isIdleTalk = ({ type, actorRole }: EventOf<Handled>): boolean =>
  HANDLERS[type] === spoke && actorRole !== "PROVIDER" && actorRole !== "INTEGRATION";

/** Whose totals a transaction has computed: all that its later events could show it had been committed by then. */
const SEEN = new WeakMap<Tx, Set<string>>();

/** Adds lines to the providers' ledgers from the log's events about orders, cases and penalties. */
export const reputationProjection: Projection<Handled> = {
  name: "reputation",
  types: new Set(Object.keys(HANDLERS) as Handled[]),
  wants: (event) => !isIdleTalk(event),
  async apply(tx, event) {
    const change = await handlerOf(event.type)(tx, event);
    if (!change) return;
    const { providerId } = change;
    const seen = SEEN.get(tx) ?? new Set();
    if (!change.write && seen.has(providerId)) return;
    const ledger = await ReputationLedger.open(tx, providerId);
    await change.write?.(ledger);
    await ledger.save();
    SEEN.set(tx, seen.add(providerId));
  },
};
