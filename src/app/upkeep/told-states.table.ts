import { THE_HOUSE_RULES } from "../../adjudication/house-rule-changes/house-rule-head.entity";
import { isPlatform } from "../../accounts/account/platform-account";
import type { EventData, Events, EventType } from "../../platform/database/event";
import { ERASED } from "../../platform/database/erased-row.entity";
import type { LoggedEvent } from "../../platform/database/event.entity";

/** What columns may hold; more than one value where a date decides. */
export type Says = Readonly<Record<string, readonly (string | number | null)[]>>;

type Event = Pick<LoggedEvent, "streamId" | "at" | "actorRole">;

export interface ToldState {
  table: string;
  /** SQL: the id of the history that tells of a row. */
  history: string;
  /** The column by which that history's events name a row, and their word for it; null: the history is the row's own. */
  named: { by: string; as: string } | null;
  /** SQL: of which rows it tells; of all when left out. */
  where?: string;
  columns: readonly string[];
  /** Columns of whose values events say the digest. */
  digested?: readonly string[];
  /** Whether the row is there for as long as its history is; those whose end no event tells, and which no event commits to. */
  stays?: true;
  /** What a row says of which nothing was told; null: that is not compared. */
  untold: Says | null;
  said: { readonly [T in EventType]?: (data: Events[T], event: Event) => Says };
  /** What events of any type say. */
  saidByAny?: (data: EventData) => Says;
}

/** As columns of lists hold them. */
const listOf = (words: string): string => JSON.stringify(words.split(" ").filter((word) => word !== ""));

type OfPenalty = Events["PENALTY_STARTED"];
const penalty =
  (...to: string[]) =>
  ({ startsAt, endsAt }: OfPenalty): Says => ({ status: to, starts_at: [startsAt], ends_at: [endsAt] });
/** By its dates. */
const running = penalty("SCHEDULED", "ACTIVE", "EXPIRED");

const sum =
  (to: string) =>
  ({ amount }: { amount: number }): Says => ({ status: [to], amount: [amount] });

const state = (to: string) => (): Says => ({ state: [to] });
const status = (to: string) => (): Says => ({ status: [to] });

/** Nothing is sold by one that has applied and was not admitted. */
const applying = (): Says => ({ status: ["APPLIED", "IN_REVIEW", "REJECTED"] });
const standing = ({ after }: { after: string }): Says => ({ status: [after] });
const ordered = ({ status: to }: { status: string }): Says => ({ status: [to] });

/** Of a provider's clients its own, of the platform's that of the client's account. */
const clientHistory = (table: string): string => `COALESCE(${table}.provider_id, ${table}.id)`;
const reach = ({ scopes, addresses }: Events["API_CLIENT_CREATED"]): Says => ({
  scopes: [listOf(scopes)],
  addresses: [listOf(addresses)],
});

/** Without one nobody signs in. The release before said nothing of it. */
const password = ({ passwordDigest: digest = ERASED }: { passwordDigest?: string | null }): Says => ({
  password_hash: [digest, null],
});

const lies = (): Says => ({ ended_at: [null] });
const ended = (_: unknown, { at }: Event): Says => ({ ended_at: [at] });

/** States that change, and the events that record each of their changes: a row says what the last of them said. */
export const TOLD_STATES: readonly ToldState[] = [
  {
    table: "account",
    history: "t.id",
    named: null,
    columns: ["roles", "status", "password_hash"],
    digested: ["password_hash"],
    untold: { roles: [] },
    said: {
      ACCOUNT_REGISTERED: ({ roles, ...account }, { streamId }) => ({
        ...password(account),
        roles: [listOf(roles)],
        status: [isPlatform(streamId) ? "SUSPENDED" : "ACTIVE"],
      }),
      ACCOUNT_ROLES_CHANGED: ({ after }) => ({ roles: [listOf(after)] }),
      PASSWORD_CHANGED: password,
      ACCOUNT_SUSPENDED: status("SUSPENDED"),
      ACCOUNT_REINSTATED: status("ACTIVE"),
      ACCOUNT_DEPROVISIONED: status("DEPROVISIONED"),
      ACCOUNT_REPROVISIONED: status("ACTIVE"),
      ACCOUNT_ERASED: () => ({ roles: ["[]"], status: ["CLOSED"] }),
    },
  },
  {
    table: "provider",
    history: "t.id",
    named: null,
    columns: ["status"],
    untold: { status: [] },
    said: {
      // Whom the operator, a marketplace or the demo brings in may sell at once.
      PROVIDER_REGISTERED: (_, { actorRole }) => (actorRole === "PROVIDER_OWNER" ? applying() : {}),
      APPLICATION_SUBMITTED: ({ kind }) => (kind === "ADMISSION" ? applying() : {}),
      PROVIDER_ADMITTED: standing,
      PROVIDER_SUSPENDED: standing,
      PROVIDER_RESTRICTED: standing,
      PROVIDER_REINSTATED: standing,
    },
  },
  {
    // Whoever is one reads and does what its provider may. Of those who have left there is no row.
    table: "provider_member",
    history: "t.provider_id",
    named: { by: "account_id", as: "accountId" },
    columns: ["role"],
    untold: { role: [] },
    said: {
      PROVIDER_MEMBER_ADDED: ({ role }) => ({ role: [role] }),
      PROVIDER_MEMBER_REMOVED: () => ({ role: [] }),
    },
  },
  {
    table: "listing",
    history: "t.provider_id",
    named: { by: "id", as: "listingId" },
    stays: true,
    columns: ["status"],
    // The demo's first was told of by nothing.
    untold: null,
    said: { LISTING_CREATED: status("DRAFT"), LISTING_LISTED: status("LISTED"), LISTING_DELISTED: status("DELISTED") },
  },
  {
    table: "service_order",
    history: "t.provider_id",
    named: { by: "id", as: "orderId" },
    stays: true,
    columns: ["status"],
    untold: null,
    said: {
      ORDER_PLACED: status("PLACED"),
      ORDER_DELIVERED: ordered,
      ORDER_COMPLETED: ordered,
      ORDER_NOT_RECEIVED: ordered,
      ORDER_CANCELLED: ordered,
    },
  },
  {
    table: "complaint",
    history: "t.id",
    named: null,
    columns: ["status"],
    untold: { status: [] },
    said: {},
    saidByAny: ({ to }): Says => (to === undefined ? {} : { status: [String(to)] }),
  },
  {
    table: "ruling",
    history: "t.complaint_id",
    named: { by: "id", as: "rulingId" },
    // What awaited approval while its case was closed is declined by that, and by no one.
    where: `NOT (t.status = 'DECLINED' AND t.approved_by_id IS NULL AND EXISTS (SELECT 1 FROM event_log e
      WHERE e.stream_id = t.complaint_id AND e.at >= t.decided_at AND e.type IN ('COMPLAINT_WITHDRAWN', 'COMPLAINT_DECIDED_OUTSIDE'))
      AND NOT EXISTS (SELECT 1 FROM event_log e WHERE e.stream_id = t.complaint_id AND e.type = 'RULING_ISSUED' AND INSTR(e.data, t.id) > 0))`,
    columns: ["status", "final_at", "reversed_at", "reversed_because"],
    untold: { status: [] },
    said: {
      RULING_AWAITS_APPROVAL: status("AWAITING_APPROVAL"),
      RULING_DECLINED: status("DECLINED"),
      RULING_ISSUED: () => ({ status: ["ISSUED"], final_at: [null] }),
      RULING_FINAL: (_, { at }) => ({ final_at: [at] }),
      RULING_REVERSED: ({ because }, { at }) => ({
        status: ["REVERSED"],
        reversed_because: [because],
        reversed_at: [at],
      }),
    },
  },
  {
    table: "penalty",
    history: "t.provider_id",
    named: { by: "id", as: "penaltyId" },
    columns: ["status", "starts_at", "ends_at"],
    untold: { status: ["SCHEDULED"] },
    said: {
      PENALTY_STARTED: penalty("ACTIVE"),
      PENALTY_ENDED: penalty("EXPIRED"),
      PENALTY_SUPERSEDED: penalty("SUPERSEDED"),
      PENALTY_RESTORED: running,
      PENALTY_STAYED: penalty("STAYED"),
      PENALTY_RESUMED: running,
      PENALTY_REVERSED: penalty("REVERSED"),
      PENALTY_WITHDRAWN: penalty("REVERSED"),
      PENALTY_AWAITS_APPROVAL: penalty("AWAITING_APPROVAL"),
      PENALTY_DECLINED: penalty("DECLINED"),
    },
  },
  {
    table: "fine",
    history: "t.provider_id",
    named: { by: "penalty_id", as: "penaltyId" },
    columns: ["status", "amount", "paid_by"],
    untold: { status: [] },
    said: {
      FINE_DUE: sum("DUE"),
      FINE_OVERDUE: sum("OVERDUE"),
      FINE_PAID: ({ paidBy, ...told }) => ({ ...sum("PAID")(told), paid_by: [paidBy] }),
      FINE_CANCELLED: sum("CANCELLED"),
      FINE_REFUNDED: sum("REFUNDED"),
    },
  },
  {
    table: "payment",
    history: "t.provider_id",
    named: { by: "id", as: "paymentId" },
    // Of what is due, the events of its case tell.
    where: "purpose IN ('ORDER', 'ORDER_REFUND', 'FINE', 'REFUND')",
    columns: ["status", "amount", "channel", "reference"],
    untold: { status: [] },
    said: {
      PAYMENT_CLAIMED: ({ channel, reference, ...told }) => ({
        ...sum("CLAIMED")(told),
        channel: [channel],
        reference: [reference],
      }),
      PAYMENT_CONFIRMED_ONCE: sum("CLAIMED"),
      PAYMENT_CONFIRMED: sum("CONFIRMED"),
      PAYMENT_REJECTED: sum("REJECTED"),
      // 0.1.0 told no more of a refund that was no longer to be made.
      INSTRUCTION_CANCELLED: () => ({ status: ["CLAIMED", "REJECTED"] }),
    },
  },
  {
    table: "evidence",
    history: "t.complaint_id",
    named: { by: "id", as: "evidenceId" },
    columns: ["late", "late_decision"],
    // It has not arrived.
    untold: null,
    said: {
      EVIDENCE_SUBMITTED: ({ late }) => ({ late: [late], late_decision: [null] }),
      LATE_EVIDENCE_DECIDED: ({ decision }) => ({ late_decision: [decision] }),
    },
  },
  {
    table: "review",
    history: "t.provider_id",
    named: { by: "id", as: "reviewId" },
    columns: ["hidden_because"],
    // Nobody wrote it.
    untold: { hidden_because: [] },
    said: {
      REVIEW_WRITTEN: () => ({ hidden_because: [null] }),
      REVIEW_HIDDEN: ({ because }) => ({ hidden_because: [because] }),
      REVIEW_UNHIDDEN: () => ({ hidden_because: [null] }),
    },
  },
  {
    table: "house_rule_change",
    history: `'${THE_HOUSE_RULES}'`,
    named: { by: "id", as: "changeId" },
    columns: ["state"],
    untold: { state: [] },
    said: {
      HOUSE_RULES_PROPOSED: state("PROPOSED"),
      HOUSE_RULES_ANNOUNCED: state("ANNOUNCED"),
      HOUSE_RULES_DECLINED: state("DECLINED"),
      HOUSE_RULES_WITHDRAWN: state("WITHDRAWN"),
      HOUSE_RULES_LAPSED: state("LAPSED"),
    },
  },
  {
    table: "api_client",
    history: clientHistory("t"),
    named: { by: "id", as: "apiClientId" },
    stays: true,
    columns: ["scopes", "addresses", "closed_at"],
    untold: { scopes: [] },
    said: {
      API_CLIENT_CREATED: (told) => ({ ...reach(told), closed_at: [null] }),
      API_CLIENT_UPDATED: reach,
      API_CLIENT_CLOSED: (_, { at }) => ({ closed_at: [at] }),
    },
  },
  {
    table: "api_key",
    history: `(SELECT ${clientHistory("c")} FROM api_client c WHERE c.id = t.client_id)`,
    named: { by: "id", as: "apiKeyId" },
    stays: true,
    columns: ["expires_at", "revoked_at"],
    untold: { revoked_at: [] },
    said: {
      API_KEY_CREATED: ({ expiresAt }) => ({ expires_at: [expiresAt], revoked_at: [null] }),
      API_KEY_REVOKED: (_, { at }) => ({ revoked_at: [at] }),
    },
  },
  {
    table: "legal_hold",
    history: "COALESCE(t.complaint_id, t.account_id)",
    named: { by: "id", as: "holdId" },
    stays: true,
    columns: ["ended_at"],
    untold: { ended_at: [] },
    said: { ACCOUNT_HOLD_PLACED: lies, LEGAL_HOLD_PLACED: lies, ACCOUNT_HOLD_ENDED: ended, LEGAL_HOLD_ENDED: ended },
  },
];
