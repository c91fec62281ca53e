import type { CaseRecord } from "../../src/case/complaints/case-events";
import { REMINDED } from "../../src/case/complaints/clock-names.pure";
import { urgencyOf } from "../../src/case/complaints/urgency.pure";
import type { World } from "../support/world";
import { NO_EVENTS, type Market, type PlacedOrder } from "../market/seed-market";
import type { Bulk } from "../support/bulk";
import { seedId, type Random } from "../support/random";

const DAY = 86_400_000;
const DEMOTED_FOR = 7 * DAY;

export interface Seeding {
  bulk: Bulk;
  random: Random;
  now: number;
  market: Market;
  world: World;
  /** Of the last event written. */
  position: number;
  /** Entries of the public register written. */
  registered: number;
}

/** How common each state is, the clocks that run in it, and the events that led to it. */
const STATES = [
  {
    status: "NEGOTIATING",
    share: 0.05,
    clocks: ["FIRST_RESPONSE", "FIRST_RESPONSE_GRACE", "NEGOTIATION"],
    events: ["COMPLAINT_OPENED"],
  },
  {
    status: "SUBMITTED",
    share: 0.11,
    clocks: ["ADMISSIBILITY", "ADMISSIBILITY_DEFAULT"],
    events: ["COMPLAINT_OPENED", "COMPLAINT_ESCALATED"],
  },
  {
    status: "EVIDENCE",
    share: 0.07,
    clocks: ["EVIDENCE_WINDOW"],
    events: ["COMPLAINT_OPENED", "COMPLAINT_ESCALATED", "COMPLAINT_ACCEPTED"],
  },
  {
    status: "UNDER_REVIEW",
    share: 0.12,
    clocks: ["REVIEW"],
    events: ["COMPLAINT_OPENED", "COMPLAINT_ESCALATED", "COMPLAINT_ACCEPTED", "EVIDENCE_SEALED"],
  },
  {
    status: "RULED",
    share: 0.05,
    clocks: ["APPEAL_WINDOW"],
    events: ["COMPLAINT_OPENED", "COMPLAINT_ESCALATED", "RULING_ISSUED", "RULING_PUBLISHED"],
  },
  {
    status: "CLOSED",
    share: 0.6,
    clocks: [],
    events: ["COMPLAINT_OPENED", "COMPLAINT_ESCALATED", "RULING_ISSUED", "COMPLAINT_REMEDIED"],
  },
] as const satisfies readonly { events: readonly CaseRecord[]; [more: string]: unknown }[];
type State = (typeof STATES)[number];

/** The share of cases that are read. */
const SHOWN = 0.1;
const QUEUED: ReadonlySet<string> = new Set(["SUBMITTED", "EVIDENCE", "UNDER_REVIEW"]);
const TITLES = [
  "加价三百元 Three hundred more than promised",
  "没有上门 Nobody came, twice",
  "拒绝退款 They will not give the money back",
  "维修无效 Repaired and still broken",
];
const STORY =
  "他们说全包，完工后又要加钱，否则不给保修单。They said everything was included, asked for more once the work was done, and kept the guarantee until I paid. I have the chat, the receipt and a witness, and I asked three times for an answer before coming here.";
const MESSAGES = [
  "师傅说不给钱就不开保修单。The fitter will not write the guarantee unless I pay the surcharge; please tell him that it was all included.",
  "我们正在核实。We are asking our fitter what happened and will come back to you with the order's record by tomorrow.",
];
const REASONING =
  "聊天记录与收据一致，服务商未提出相反证据。The chat and the receipt agree with each other; the provider offered nothing against them. What was promised when the order was placed binds, whatever was agreed with the fitter at the door.";
const PUBLIC =
  "服务商违反价格承诺，应退还差价。The provider charged more than it promised and must give the difference back within seven days; it stands lower in search for a time.";

/** `age` grows from 0, the oldest case, to 1. */
export function seedCase(seeding: Seeding, age: number): void {
  const { bulk, random, now, market, world } = seeding;
  const state = pickState(random.next());
  const openedAt = now - Math.floor((1 - age) * 300 * DAY) - 2 * DAY - random.below(DAY);
  const order = market.order(openedAt - 3 * DAY);
  const id = seedId("cmp");
  const breaches = random.next() < 0.3 ? 2 : 1;
  const closed = state.status === "CLOSED";
  const lease = state.status === "UNDER_REVIEW" ? random.pick(market.moderators) : null;
  const dueAt = closed ? null : now + DAY + random.below(14 * DAY);
  const breachIds = order.provider.promises.slice(0, breaches).map((promise) => {
    const breach = seedId("brc");
    bulk.add("breach", {
      id: breach,
      complaint_id: id,
      promise_id: promise.promiseId,
      promise_version_id: promise.versionId,
      kind: promise.kind,
      expected: "约定的价格 the price as agreed",
      delivered: "多收三百元 three hundred more",
      amount: 15_000,
      open_key: closed ? null : `${order.orderId} ${promise.promiseId}`,
    });
    return breach;
  });
  const rulingId =
    state.status === "RULED" || (closed && random.next() < 0.6)
      ? seedRuling(seeding, id, order, breachIds, Math.min(openedAt + 2 * DAY, now - DEMOTED_FOR - DAY))
      : null;
  const pieces = random.below(4);
  for (let n = 0; n < pieces; n += 1) seedEvidence(seeding, id, order, openedAt + n);
  state.clocks.forEach((clock, n) => {
    const due_at = (dueAt ?? 0) + n * DAY;
    bulk.add("case_timer", {
      id: seedId("tmr"),
      complaint_id: id,
      clock,
      started_at: openedAt,
      due_at,
      remind_at: REMINDED[clock] === undefined ? null : due_at - DAY,
      paused_at: null,
      remaining_days: null,
      remaining_ms: null,
    });
  });
  bulk.add("stage_record", {
    id: seedId("stg"),
    complaint_id: id,
    number: 1,
    stage: closed ? "ENFORCING" : state.status,
    entered_at: closed ? openedAt : openedAt + DAY,
    due_at: dueAt,
    late_at: null,
    left_at: closed ? openedAt + DAY : null,
    left_by: closed ? "CLOSE_REMEDIED" : null,
  });
  bulk.add("complaint", {
    id,
    order_id: order.orderId,
    consumer_id: order.consumer.id,
    provider_id: order.provider.id,
    status: state.status,
    closure_reason: closed ? "REMEDIED" : null,
    stayed_from: null,
    breach_class: "ORDINARY",
    title: random.pick(TITLES),
    story: STORY,
    demand_kind: "REFUND_PART",
    demand_amount: 15_000,
    demand_text: "退差价 the difference back",
    amount_at_stake: breaches * 15_000,
    currency: "CNY",
    severity: "L2",
    category: "HOME",
    queue: "GENERAL",
    version: 4,
    round: 1,
    opened_at: openedAt,
    updated_at: openedAt + DAY,
    status_since: openedAt + DAY,
    closed_at: closed ? openedAt + DAY : null,
    due_at: dueAt,
    urgency: urgencyOf({ dueAt, severity: "L2" }),
    in_queue: QUEUED.has(state.status) ? 1 : 0,
    provider_first_response_at: openedAt + 1_000,
    provider_refused_at: openedAt + 2_000,
    last_word: "PROVIDER",
    information_requests: 0,
    evidence_rounds: 0,
    evidence_count: pieces,
    reopened_count: 0,
    presumed_broken: 0,
    consumer_evidence_closed_at: null,
    provider_evidence_closed_at: null,
    evidence_root: null,
    lease_holder_id: lease?.id ?? null,
    lease_token: lease ? 1 : 0,
    lease_expires_at: lease ? now + 3_000 * DAY : null,
    current_ruling_id: rulingId,
    ...seedEvents(seeding, id, order, state, openedAt, rulingId),
  });
  if (lease && breachIds.length === 1)
    world.decidable.push({
      complaintId: id,
      openedAt,
      providerId: order.provider.id,
      breachId: breachIds[0] ?? "",
      leaseToken: 1,
      moderator: lease,
    });
  seedThread(seeding, id, order, openedAt);
  if (random.next() < SHOWN) world.shown.push(id);
  if (state.status === "SUBMITTED" && world.submitted.length < 10) world.submitted.push(id);
}

function pickState(at: number): State {
  let left = at;
  return STATES.find(({ share }) => (left -= share) < 0) ?? STATES[5];
}

/**
 * Its penalties have ended by now. It adds nothing to the ledger of points: the total of all these rulings would bar every provider
 * that has some.
 */
function seedRuling(
  seeding: Seeding,
  complaintId: string,
  order: PlacedOrder,
  breachIds: string[],
  at: number,
): string {
  const { bulk, random, market, world } = seeding;
  const id = seedId("rlg");
  const moderator = random.pick(market.moderators);
  const [remedy, penalty] = [
    {
      kind: "REFUND_PART",
      amount: { amount: 15_000, currency: "CNY" },
      text: "退还差价 Give the difference back.",
      withinDays: 7,
    },
    { kind: "RANK_DEMOTION", amount: null, days: DEMOTED_FOR / DAY, listingId: null, reason: PUBLIC },
  ];
  bulk.add("ruling", {
    id,
    complaint_id: complaintId,
    provider_id: order.provider.id,
    consumer_id: order.consumer.id,
    round: 1,
    status: "ISSUED",
    outcome: "UPHELD",
    facts: STORY,
    reasoning: REASONING,
    public_text: PUBLIC,
    root_cause: "OVER_PROMISING",
    rule_version_ids: JSON.stringify([world.ruleVersionId]),
    decided_by_id: moderator.id,
    decided_at: at,
    approved_by_id: null,
    approved_at: null,
    approval_note: null,
    issued_at: at,
    appealable_until: at + 15 * DAY,
    final_at: at + 15 * DAY,
    measures: JSON.stringify({ remedies: [remedy], penalties: [penalty] }),
    adverse_inferences: "[]",
  });
  for (const [kind, entered] of [
    ["RULING", at],
    ["RULING_FINAL", at + 15 * DAY],
  ] as const)
    bulk.add("register_entry", {
      id: seedId("reg"),
      number: (seeding.registered += 1),
      kind,
      ruling_id: id,
      provider_id: order.provider.id,
      outcome: "UPHELD",
      at: entered,
      happened_at: entered,
      content: JSON.stringify({ v: 1, kind, publicText: PUBLIC }),
      // A placeholder, as for events.
      content_sha256: NO_EVENTS.event_hash,
      prev_hash: NO_EVENTS.event_hash,
      hash: NO_EVENTS.event_hash,
    });
  for (const breach of breachIds)
    bulk.add("ruling_finding", {
      id: seedId("fnd"),
      ruling_id: id,
      breach_id: breach,
      finding: "BROKEN",
      severity: "L2",
      rule_version_id: world.ruleVersionId,
      rule_code: world.ruleCode,
      reasoning: REASONING,
    });
  bulk.add("remedy", {
    id: seedId("rmd"),
    ruling_id: id,
    complaint_id: complaintId,
    kind: remedy.kind,
    amount: 15_000,
    currency: "CNY",
    text: remedy.text,
    within_days: 7,
    due_at: at + 22 * DAY,
    proof: "退款截图 refund receipt",
    proof_filed_at: at + 16 * DAY,
    confirmed_at: at + 17 * DAY,
    waived_at: null,
    defaulted_at: null,
  });
  const kinds = random.next() < 0.3 ? (["RANK_DEMOTION", "FINE"] as const) : (["RANK_DEMOTION"] as const);
  for (const kind of kinds) {
    const fine = kind === "FINE";
    const penaltyId = seedId("pen");
    bulk.add("penalty", {
      id: penaltyId,
      provider_id: order.provider.id,
      listing_id: null,
      ruling_id: id,
      complaint_id: complaintId,
      kind,
      amount: fine ? 50_000 : null,
      currency: fine ? "CNY" : null,
      days: fine ? null : DEMOTED_FOR / DAY,
      reason: PUBLIC,
      status: "EXPIRED",
      starts_at: at,
      ends_at: at + DEMOTED_FOR,
      created_at: at,
      cause: "RULING",
    });
    if (fine)
      bulk.add("fine", {
        id: seedId("fin"),
        provider_id: order.provider.id,
        penalty_id: penaltyId,
        amount: 50_000,
        currency: "CNY",
        status: "PAID",
        due_at: at + 15 * DAY,
        paid_at: at + DEMOTED_FOR,
        paid_by: "TRANSFER",
        reference: "bank 1",
      });
  }
  return id;
}

/** Each side in turn. */
function seedThread({ bulk, random }: Seeding, complaintId: string, order: PlacedOrder, at: number): void {
  const length = random.below(7);
  for (let n = 0; n < length; n += 1) {
    const side = n % 2 === 0 ? "CONSUMER" : "PROVIDER";
    bulk.add("message", {
      id: seedId("msg"),
      complaint_id: complaintId,
      author_id: side === "CONSUMER" ? order.consumer.id : order.provider.owner,
      side,
      visibility: "PARTIES",
      text: MESSAGES[n % 2] ?? "",
      sent_at: at + n * 3_600_000,
    });
  }
}

function seedEvidence({ bulk, random }: Seeding, complaintId: string, order: PlacedOrder, at: number): void {
  const id = seedId("evd");
  bulk.add("evidence", {
    id,
    complaint_id: complaintId,
    submitted_by_id: order.consumer.id,
    side: "CONSUMER",
    kind: "CHAT_LOG",
    title: "聊天记录 Chat",
    description: "",
    visibility: "PARTIES",
    status: "STORED",
    file_name: "chat.png",
    declared_type: "image/png",
    media_type: "image/png",
    size: 120_000,
    sha256: random.hex(64),
    storage_key: `${id}.png`,
    supersedes_id: null,
    superseded_by_id: null,
    late: 0,
    created_at: at,
    stored_at: at,
  });
}

/** The hashes are placeholders: nothing here verifies the chain of seeded cases, and real ones would take most of the seeding time. */
function seedEvents(
  seeding: Seeding,
  id: string,
  order: PlacedOrder,
  state: State,
  openedAt: number,
  rulingId: string | null,
): { event_seq: number; event_hash: string } {
  const { bulk, random } = seeding;
  let head = NO_EVENTS;
  for (const type of state.events) {
    const next = { event_seq: head.event_seq + 1, event_hash: random.hex(64) };
    const position = (seeding.position += 1);
    bulk.add("log_position", { position, event_id: position });
    bulk.add("event_log", {
      id: position,
      stream_id: id,
      seq: next.event_seq,
      type,
      actor_id: order.consumer.id,
      actor_role: "CONSUMER",
      topics: `complaint:${id} cases:${order.consumer.id} cases:${order.provider.id}`,
      audience: "PARTIES",
      at: openedAt + next.event_seq * 60_000,
      data: JSON.stringify({
        ...(next.event_seq === 1 ? { amountAtStake: 15_000 } : { from: "NEGOTIATING" }),
        ...(rulingId && type.startsWith("RULING_") ? { rulingId } : {}),
        to: state.status,
      }),
      salt: random.hex(32),
      prev_hash: head.event_hash,
      hash: next.event_hash,
    });
    head = next;
  }
  return head;
}
