import type { DecidableCase } from "../world";
import { raise, shapeOf } from "./filing";
import { checkChain, readRows } from "./rows";
import { graphql, sameJson, type Bench, type Work } from "./work";

const MUTATION = `mutation Rule($input: IssueRulingInput!) {
  issueRuling(input: $input) { clientMutationId complaint { id status version dueAt } ruling { id status outcome issuedAt } }
}`;

/** A moderator decides a leased case: lock, ruling, finding, remedy, penalty that acts at once, clocks, three events, record. */
export function ruling({ world: { decidable, ruleVersionId }, tokens, databaseUrl, writes }: Bench): Work {
  let held = new Map<string, string>();
  let n = 0;
  const input = ({ complaintId, leaseToken, breachId }: DecidableCase) => ({
    clientMutationId: `rule ${complaintId}`,
    complaintId,
    leaseToken,
    outcome: "UPHELD",
    facts:
      "下单时承诺全包，完工后加收三百元。Everything was included when the order was placed; three hundred more was asked for afterwards.",
    reasoning:
      "聊天记录与收据一致。The chat and the receipt agree with each other, and the provider offered nothing against them.",
    publicText: "服务商违反价格承诺。The provider charged more than it promised.",
    rootCause: "SHORT_TERM_GAIN",
    findings: [
      { breachId, result: "BROKEN", ruleVersionId, reasoning: "加收无依据。There was no ground for the surcharge." },
    ],
    remedies: [{ kind: "REFUND_PART", amount: 15_000, text: "退还差价。Give the difference back.", withinDays: 7 }],
    penalties: [{ kind: "RANK_DEMOTION", days: 7, reason: "下单后加价。Charged more after the order was placed." }],
  });
  const floorRequest = (decidable: DecidableCase) => ({
    method: "POST" as const,
    path: "/rulings",
    token: held.get(decidable.moderator.id),
    body: JSON.stringify({ input: input(decidable) }),
  });
  const ourRequest = (decidable: DecidableCase) =>
    graphql(MUTATION, { input: input(decidable) }, held.get(decidable.moderator.id));
  const take = <T>(use: (decidable: DecidableCase) => T): T | undefined => {
    const next = decidable[n];
    n += 1;
    return next && use(next);
  };
  return {
    name: "ruling",
    perRound: writes,
    async prepare() {
      held = await tokens.ofAll(decidable.map(({ moderator }) => moderator));
    },
    floor: () => take(floorRequest),
    ours: () => take(ourRequest),
    async verify(askFloor, askOurs) {
      const written = [];
      for (const answer of [
        await askFloor(take(floorRequest) ?? raise()),
        await askOurs(take(ourRequest) ?? raise()),
      ]) {
        const { complaint, ruling } = (
          answer.data as { issueRuling: { complaint: { id: string }; ruling: { id: string; issuedAt: string } } }
        ).issueRuling;
        await checkChain(databaseUrl, complaint.id, 5);
        written.push({
          shape: shapeOf(answer),
          rows: await rowsOf(databaseUrl, complaint.id, ruling.id, Date.parse(ruling.issuedAt)),
        });
      }
      sameJson("ruling", written[0], written[1]);
    },
  };
}

function rowsOf(url: string, complaintId: string, rulingId: string, base: number) {
  return readRows(url, base, {
    complaint: [
      "SELECT status, status_since, in_queue, version, updated_at, due_at, current_ruling_id, lease_holder_id, lease_token, lease_expires_at, closure_reason, closed_at, event_seq, event_hash FROM complaint WHERE id = ?",
      complaintId,
    ],
    ruling: ["SELECT * FROM ruling WHERE id = ?", rulingId],
    findings: ["SELECT * FROM ruling_finding WHERE ruling_id = ?", rulingId],
    remedies: ["SELECT * FROM remedy WHERE ruling_id = ?", rulingId],
    penalties: ["SELECT * FROM penalty WHERE ruling_id = ?", rulingId],
    timers: ["SELECT * FROM case_timer WHERE complaint_id = ?", complaintId],
    events: ["SELECT * FROM event_log WHERE stream_id = ? AND seq > 4 ORDER BY seq", complaintId],
    started: ["SELECT * FROM event_log WHERE type = 'PENALTY_STARTED' AND data LIKE CONCAT('%', ?, '%')", rulingId],
    record: [
      "SELECT account_id, mutation, client_mutation_id, request_digest, result, created_at FROM idempotency_record WHERE mutation = 'issueRuling' AND result LIKE CONCAT('%', ?, '%')",
      rulingId,
    ],
  });
}
