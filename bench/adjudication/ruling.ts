import type { DecidableCase } from "../support/world";
import { raise, shapeOf } from "../case/filing";
import { checkChain, readRows } from "../support/rows";
import { graphql, sameJson, type Bench, type Work } from "../support/work";
import { groupBy } from "../../src/platform/grouping.pure";

const MUTATION = `mutation Rule($input: IssueRulingInput!) {
  issueRuling(input: $input) { clientMutationId complaint { id status version dueAt } ruling { id status outcome issuedAt } }
}`;

/**
 * A moderator decides a leased case: lock, comparison with past rulings, ruling, finding, remedy, penalty that takes effect at once and
 * supersedes an earlier one, provisional points, register, clocks, stage records, four or more events, notices, record.
 */
export function ruling({ world: { decidable, ruleVersionId }, tokens, databaseUrl, writes, rounds }: Bench): Work {
  let held = new Map<string, string>();
  const [forFloor, forUs, measured] = apart(decidable);
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
    const next = measured[n];
    n += 1;
    return next && use(next);
  };
  return {
    name: "ruling",
    perRound: writes,
    warmUp: measured.length - 3 * rounds * writes,
    async prepare() {
      held = await tokens.ofAll(decidable.map(({ moderator }) => moderator));
    },
    floor: () => take(floorRequest),
    ours: () => take(ourRequest),
    async verify(askFloor, askOurs) {
      for (const [n, theirs] of forFloor.entries()) {
        const written = [];
        for (const [ask, request, decided] of [
          [askFloor, floorRequest, theirs],
          [askOurs, ourRequest, forUs[n] ?? raise()],
        ] as const) {
          const answer = await ask(request(decided));
          const { ruling } = (answer.data as { issueRuling: { ruling: { id: string; issuedAt: string } } }).issueRuling;
          await checkChain(databaseUrl, "complaint", decided.complaintId, 5);
          await checkChain(databaseUrl, "provider", decided.providerId, 1);
          written.push({
            shape: shapeOf(answer),
            rows: await rowsOf(databaseUrl, decided, ruling.id, Date.parse(ruling.issuedAt)),
          });
        }
        sameJson(`ruling ${n + 1} on a provider`, written[0], written[1]);
      }
    },
  };
}

/**
 * Three cases of one provider for each of the two servers, since a ruling affects the effects of earlier ones; and the rest. They were
 * opened so far apart that they are three incidents.
 */
function apart(decidable: readonly DecidableCase[]): [DecidableCase[], DecidableCase[], DecidableCase[]] {
  const ofProvider = groupBy(decidable, ({ providerId }) => providerId);
  const [forFloor = raise(), forUs = raise()] = [...ofProvider.values()]
    .map((cases) => farApart(cases).slice(0, 3))
    .filter(({ length }) => length === 3);
  return [forFloor, forUs, decidable.filter((each) => !forFloor.includes(each) && !forUs.includes(each))];
}

const FAR_APART = 20 * 86_400_000;

function farApart(cases: readonly DecidableCase[]): DecidableCase[] {
  const chosen: DecidableCase[] = [];
  for (const each of [...cases].sort((one, other) => one.openedAt - other.openedAt))
    if (each.openedAt - (chosen.at(-1)?.openedAt ?? -Infinity) > FAR_APART) chosen.push(each);
  return chosen;
}

function rowsOf(url: string, { complaintId, providerId }: DecidableCase, rulingId: string, base: number) {
  return readRows(url, base, {
    complaint: [
      "SELECT status, status_since, in_queue, version, updated_at, due_at, urgency, current_ruling_id, lease_holder_id, lease_token, lease_expires_at, closure_reason, closed_at, event_seq, event_hash FROM complaint WHERE id = ?",
      complaintId,
    ],
    ruling: ["SELECT * FROM ruling WHERE id = ?", rulingId],
    findings: ["SELECT * FROM ruling_finding WHERE ruling_id = ?", rulingId],
    remedies: ["SELECT * FROM remedy WHERE ruling_id = ?", rulingId],
    penalties: ["SELECT * FROM penalty WHERE ruling_id = ?", rulingId],
    timers: ["SELECT * FROM case_timer WHERE complaint_id = ? ORDER BY clock", complaintId],
    events: ["SELECT * FROM event_log WHERE stream_id = ? AND seq > 4 ORDER BY seq", complaintId],
    stages: [
      "SELECT number, stage, late_at, left_at, left_by FROM stage_record WHERE complaint_id = ? ORDER BY number",
      complaintId,
    ],
    ruled: ["SELECT * FROM stage_record WHERE complaint_id = ? AND stage = 'RULED'", complaintId],
    topics: [
      "SELECT e.seq, t.topic, t.recorded_at FROM event_topic t JOIN log_position p ON p.position = t.position JOIN event_log e ON e.id = p.event_id WHERE e.stream_id = ? AND e.seq > 4 ORDER BY e.seq, t.topic",
      complaintId,
    ],
    notices: ["SELECT * FROM notice WHERE stream_id = ? ORDER BY position, recipient_id", complaintId],
    // Its number and its dates differ, and with them its text; its penalty is checked by the log.
    register: [
      `SELECT kind, provider_id, penalty_id, corrects_entry_id, outcome, because, at, happened_at, content_sha256, prev_hash, hash,
         JSON_EXTRACT(content, '$.ruling.publicText', '$.ruling.rules', '$.ruling.penalties') AS said
       FROM register_entry WHERE ruling_id = ? AND kind = 'RULING'`,
      rulingId,
    ],
    // When it was complained of differs.
    violations: [
      `SELECT v.id, v.provider_id, v.complaint_id, v.finding_id, v.breach_id, v.promise_id, v.lineage, v.consumer_id, v.stake, v.exposure, v.kind, v.level, v.rule_version_id,
         v.found_at, v.step, v.counted_at, v.promptly_remedied_at, v.reversed_at, v.complained_at = c.opened_at AS complained
       FROM violation v JOIN complaint c ON c.id = v.complaint_id WHERE v.ruling_id = ?`,
      rulingId,
    ],
    points: [
      "SELECT e.* FROM points_entry e JOIN violation v ON v.id = e.violation_id WHERE v.ruling_id = ?",
      rulingId,
    ],
    superseded: [
      "SELECT kind, status FROM penalty WHERE superseded_by_id IN (SELECT id FROM penalty WHERE ruling_id = ?)",
      rulingId,
    ],
    onProvider: [
      "SELECT * FROM event_log WHERE stream_id = ? AND at >= ? AND type <> 'PENALTY_SUPERSEDED' ORDER BY seq",
      providerId,
      base,
    ],
    // When the former penalty began and ends differs.
    supersessions: [
      "SELECT type, actor_id, actor_role, topics, audience, at, JSON_KEYS(data) AS named FROM event_log WHERE stream_id = ? AND at >= ? AND type = 'PENALTY_SUPERSEDED' ORDER BY seq",
      providerId,
      base,
    ],
    toldProvider: [
      "SELECT * FROM notice WHERE stream_id = ? AND at >= ? ORDER BY position, recipient_id",
      providerId,
      base,
    ],
    record: [
      "SELECT account_id, mutation, client_mutation_id, request_digest, result, created_at FROM idempotency_record WHERE mutation = 'issueRuling' AND result LIKE CONCAT('%', ?, '%')",
      rulingId,
    ],
  });
}
