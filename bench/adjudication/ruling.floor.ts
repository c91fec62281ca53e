import { createHash } from "node:crypto";
import type { Pool, RowDataPacket } from "mysql2/promise";
import { CaseTimer } from "../../src/case/complaints/case-timer.entity";
import { IdempotencyRecord } from "../../src/platform/graphql/idempotency";
import { newId } from "../../src/platform/ids";
import { seal, transact, writeEvents, type NewEvent, type SealedEvent } from "../platform/events.floor";
import { date, text } from "../platform/json.floor";
import { Penalty } from "../../src/adjudication/penalties/penalty.entity";
import { checkConflict, checkRipe, checkWords, readLeft, type Decided } from "./checks.floor";
import { checkPrecedents } from "./precedents.floor";
import { enterRegister } from "./register.floor";
import { Remedy } from "../../src/adjudication/remedies/remedy.entity";
import { RulingFinding } from "../../src/adjudication/rulings/ruling-finding.entity";
import { Ruling } from "../../src/adjudication/rulings/ruling.entity";
import { recordViolation, supersede } from "./penalties.floor";
import { Unauthorized, type Actor } from "../accounts/sign-in.floor";
import type { Severity } from "../../src/case/complaints/case-enums.types";
import { urgencyOf } from "../../src/case/complaints/urgency.pure";
import { StageRecord } from "../../src/case/complaints/stage-record.entity";

interface Decision {
  clientMutationId: string;
  complaintId: string;
  leaseToken: number;
  outcome: string;
  facts: string;
  reasoning: string;
  publicText: string;
  rootCause: string;
  findings: [{ breachId: string; result: string; ruleVersionId: string; reasoning: string }];
  remedies: [{ kind: string; amount: number; text: string; withinDays: number }];
  penalties: [{ kind: string; days: number; reason: string }];
}

const DAY = 86_400_000;

/** One finding, one remedy, one penalty that acts at once: the shape that the benchmark sends. */
export async function rule(pool: Pool, actor: Actor, { input }: { input: Decision }): Promise<string> {
  if (!actor.roles.includes("MODERATOR")) throw new Unauthorized();
  const connection = await pool.getConnection();
  return transact(connection, async () => {
    const now = Date.now();
    const [known] = await connection.execute<RowDataPacket[]>(
      "SELECT result FROM idempotency_record WHERE account_id = ? AND mutation = 'issueRuling' AND client_mutation_id = ?",
      [actor.id, input.clientMutationId],
    );
    if (known.length > 0) throw new Error("done already");
    const [[complaint]] = await connection.execute<RowDataPacket[]>(
      `SELECT id, order_id, consumer_id, provider_id, opened_at, story, status, severity, version, round, currency, lease_holder_id, lease_token, lease_expires_at, event_seq, event_hash FROM complaint WHERE id = ? FOR UPDATE`,
      [input.complaintId],
    );
    const mine =
      complaint?.lease_holder_id === actor.id &&
      complaint.lease_token === input.leaseToken &&
      (complaint.lease_expires_at as number) > now;
    if (complaint?.status !== "UNDER_REVIEW" || !mine) throw new Error("not yours to decide");
    const [timers] = await connection.execute<RowDataPacket[]>(
      "SELECT id, clock, due_at FROM case_timer WHERE complaint_id = ?",
      [complaint.id],
    );
    if (timers.some(({ due_at: due }) => due !== null && (due as number) <= now)) throw new Error("too late");
    const decided: Decided = {
      ...{ id: complaint.id as string, orderId: complaint.order_id as string, story: complaint.story as string },
      ...{ consumerId: complaint.consumer_id as string, providerId: complaint.provider_id as string },
      openedAt: complaint.opened_at as number,
    };
    await checkConflict(connection, decided, actor.id, now);
    await checkRipe(connection, decided, actor.id);
    const [breaches] = await connection.execute<RowDataPacket[]>(
      "SELECT b.id, b.promise_id, b.kind, b.amount, o.placed_at, o.price_amount FROM breach b JOIN service_order o ON o.id = ? WHERE b.complaint_id = ?",
      [complaint.order_id, complaint.id],
    );
    const [finding] = input.findings;
    const [[rule]] = await connection.execute<RowDataPacket[]>(
      "SELECT code, severity, measures, effective_from, effective_until FROM rule_version WHERE id = ?",
      [finding.ruleVersionId],
    );
    const [remedy] = input.remedies;
    const [penalty] = input.penalties;
    const fits =
      breaches.length === 1 &&
      breaches[0]?.id === finding.breachId &&
      rule &&
      (rule.effective_from as number) <= (breaches[0].placed_at as number) &&
      rule.effective_until === null;
    if (!fits || !(JSON.parse(rule.measures as string) as string[]).includes(penalty.kind))
      throw new Error("the decision does not fit the case");
    const matter = {
      ruleCode: rule.code as string,
      severity: rule.severity as string,
      complaintId: complaint.id as string,
    };
    const [[provider]] = await connection.execute<RowDataPacket[]>(
      "SELECT id, event_seq, event_hash FROM provider WHERE id = ? FOR UPDATE",
      [complaint.provider_id],
    );
    const { left } = await readLeft(connection, decided, breaches[0]?.price_amount as number);
    if (remedy.amount > left) throw new Error("more than is left of the price");
    await checkWords(connection, decided, [input.publicText, penalty.reason]);
    await checkPrecedents(connection, matter, penalty);
    const [members] = await connection.execute<RowDataPacket[]>(
      "SELECT account_id FROM provider_member WHERE provider_id = ?",
      [complaint.provider_id],
    );
    if (!provider) throw new Error("no such provider");

    const [rulingId, penaltyId, findingId] = [newId(Ruling), newId(Penalty), newId(RulingFinding)];
    const providerId = provider.id as string;
    const [appealableUntil, endsAt] = [now + 15 * DAY, now + penalty.days * DAY];
    // Money does not wait for the appeal window.
    const remedyDueAt = now + remedy.withinDays * DAY;
    const decision = {
      ...{ id: rulingId, complaintId: complaint.id as string, providerId, consumerId: complaint.consumer_id as string },
      ...{ round: complaint.round as number, outcome: input.outcome, facts: input.facts, reasoning: input.reasoning },
      ...{ publicText: input.publicText, rootCause: input.rootCause, ruleVersionIds: [finding.ruleVersionId] },
      ...{ decidedById: actor.id, decidedAt: now, adverseInferences: [] },
      measures: {
        remedies: [
          {
            kind: remedy.kind,
            amount: { amount: remedy.amount, currency: complaint.currency as string },
            insteadAmount: { amount: remedy.amount, currency: complaint.currency as string },
            text: remedy.text,
            withinDays: remedy.withinDays,
          },
        ],
        penalties: [{ kind: penalty.kind, amount: null, days: penalty.days, listingId: null, reason: penalty.reason }],
      },
    };
    const found = {
      ...{ id: findingId, rulingId, breachId: finding.breachId, finding: finding.result },
      ...{ severity: rule.severity as string, ruleVersionId: finding.ruleVersionId, ruleCode: rule.code as string },
      reasoning: finding.reasoning,
    };
    const ordered = {
      ...{ id: newId(Remedy), rulingId, settlementId: null, complaintId: complaint.id as string, kind: remedy.kind },
      ...{ amount: remedy.amount, currency: complaint.currency as string, basis: null, ground: null },
      ...{ lossEvidence: null, insteadAmount: remedy.amount, insteadCurrency: complaint.currency as string },
      ...{ text: remedy.text, withinDays: remedy.withinDays },
    };
    const punished = {
      ...{ id: penaltyId, providerId, listingId: null, rulingId, complaintId: complaint.id as string },
      ...{
        kind: penalty.kind,
        amount: null,
        currency: null,
        days: penalty.days,
        reason: penalty.reason,
        createdAt: now,
      },
      ...{ cause: "RULING", threshold: null, step: null, hearingUntil: null, pausesWhileWaiting: 0 },
    };
    const cases = [`cases:${complaint.consumer_id}`, `cases:${complaint.provider_id}`];
    const by = { actorId: actor.id, actorRole: "MODERATOR" };
    const issued: NewEvent = {
      ...by,
      streamId: complaint.id as string,
      seq: (complaint.event_seq as number) + 1,
      type: "RULING_ISSUED",
      topics: `complaint:${complaint.id}`,
      lasting: [...cases, "queue"],
      audience: "PARTIES",
      data: { from: "UNDER_REVIEW", to: "RULED", rulingId, outcome: input.outcome },
      notify: [complaint.consumer_id as string, providerId],
      commits: [
        [Ruling, decision],
        [RulingFinding, found],
        [Remedy, ordered],
      ],
    };
    const published: NewEvent = {
      ...issued,
      seq: issued.seq + 1,
      type: "RULING_PUBLISHED",
      lasting: [...cases, "register"],
      audience: "PUBLIC",
      data: { rulingId, outcome: input.outcome, providerId },
      notify: [],
      commits: undefined,
    };
    const started: NewEvent = {
      ...by,
      streamId: providerId,
      seq: (provider.event_seq as number) + 1,
      type: "PENALTY_STARTED",
      audience: "PUBLIC",
      topics: members.map(({ account_id: id }) => `account:${id}`).join(" "),
      lasting: [`provider:${providerId}`],
      data: { penaltyId, rulingId, kind: penalty.kind, listingId: null, startsAt: now, endsAt },
      notify: [providerId],
      commits: [[Penalty, punished]],
    };
    const first = seal(issued, complaint.event_hash as string, now);
    const second = seal(published, first.hash, now);
    const followUps: SealedEvent[] = [seal(started, provider.event_hash as string, now)];
    const record = (type: string, event: Partial<NewEvent>): void => {
      const last = followUps.at(-1) ?? first;
      const bySystem = { ...started, actorId: null, actorRole: "SYSTEM", ...event, type, seq: last.seq + 1 };
      followUps.push(seal(bySystem, last.hash, now));
    };

    await connection.execute(
      `INSERT INTO ruling (id, complaint_id, provider_id, consumer_id, round, status, outcome, facts, reasoning, public_text, root_cause, rule_version_ids, decided_by_id, decided_at, issued_at, appealable_until, measures, adverse_inferences)
       VALUES (?, ?, ?, ?, ?, 'ISSUED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]')`,
      [
        rulingId,
        complaint.id,
        complaint.provider_id,
        complaint.consumer_id,
        complaint.round,
        input.outcome,
        input.facts,
        input.reasoning,
        input.publicText,
        input.rootCause,
        JSON.stringify([finding.ruleVersionId]),
        actor.id,
        now,
        now,
        appealableUntil,
        JSON.stringify(decision.measures),
      ],
    );
    await connection.execute(
      "INSERT INTO ruling_finding (id, ruling_id, breach_id, finding, severity, rule_version_id, rule_code, reasoning) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      [
        findingId,
        rulingId,
        finding.breachId,
        finding.result,
        rule.severity,
        finding.ruleVersionId,
        rule.code,
        finding.reasoning,
      ],
    );
    await connection.execute("DELETE FROM ruling_draft WHERE complaint_id = ? AND account_id = ?", [
      complaint.id,
      actor.id,
    ]);
    await connection.execute(
      "INSERT INTO remedy (id, ruling_id, complaint_id, kind, amount, currency, instead_amount, instead_currency, text, within_days, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        ordered.id,
        rulingId,
        complaint.id,
        remedy.kind,
        remedy.amount,
        complaint.currency,
        remedy.amount,
        complaint.currency,
        remedy.text,
        remedy.withinDays,
        remedyDueAt,
      ],
    );
    await connection.execute(
      "INSERT INTO penalty (id, provider_id, ruling_id, complaint_id, kind, days, reason, status, starts_at, ends_at, created_at, cause) VALUES (?, ?, ?, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?, 'RULING')",
      [penaltyId, providerId, rulingId, complaint.id, penalty.kind, penalty.days, penalty.reason, now, endsAt, now],
    );
    const violation = {
      providerId,
      rulingId,
      complaintId: complaint.id as string,
      findingId,
      level: matter.severity as "L2",
    };
    const breach = {
      breachId: finding.breachId,
      promiseId: breaches[0]?.promise_id as string,
      lineage: `${providerId} ${breaches[0]?.kind as string}`,
      consumerId: complaint.consumer_id as string,
      complainedAt: complaint.opened_at as number,
      stake: JSON.stringify({ amount: breaches[0]?.amount as number, currency: complaint.currency as string }),
    };
    const { provisional, lines } = await recordViolation(
      connection,
      { ...violation, ...breach, ruleVersionId: finding.ruleVersionId },
      now,
    );
    record("POINTS_CHANGED", {
      topics: "",
      audience: "MEMBERS",
      data: { active: 0, provisional, lines: 1 },
      notify: [],
      commits: lines,
    });
    const superseded = await supersede(connection, { id: penaltyId, providerId, endsAt }, now);
    for (const former of superseded)
      record("PENALTY_SUPERSEDED", {
        commits: undefined,
        data: {
          penaltyId: former.id,
          rulingId: former.ruling_id,
          kind: "RANK_DEMOTION",
          listingId: null,
          startsAt: former.starts_at,
          endsAt: former.ends_at,
        },
      });
    await connection.execute("DELETE FROM case_timer WHERE complaint_id = ?", [complaint.id]);
    await connection.execute(
      "INSERT INTO case_timer (id, complaint_id, clock, started_at, due_at, remind_at) VALUES (?, ?, 'APPEAL_WINDOW', ?, ?, ?), (?, ?, 'REMEDY_DUE', ?, ?, ?)",
      [
        newId(CaseTimer),
        complaint.id,
        now,
        appealableUntil,
        appealableUntil - DAY,
        newId(CaseTimer),
        complaint.id,
        now,
        remedyDueAt,
        remedyDueAt - DAY,
      ],
    );
    await connection.execute(
      "UPDATE stage_record SET left_at = ?, left_by = 'ISSUE_RULING' WHERE complaint_id = ? AND left_at IS NULL",
      [now, complaint.id],
    );
    await connection.execute(
      `INSERT INTO stage_record (id, complaint_id, number, stage, entered_at)
       SELECT ?, ?, COALESCE(MAX(number), 0) + 1, 'RULED', ? FROM stage_record WHERE complaint_id = ?`,
      [newId(StageRecord), complaint.id, now, complaint.id],
    );
    await connection.execute(
      `UPDATE complaint SET status = 'RULED', status_since = ?, in_queue = 0, version = version + 1, updated_at = ?, due_at = ?, urgency = ?, current_ruling_id = ?, lease_holder_id = NULL, lease_expires_at = NULL, event_seq = ?, event_hash = ? WHERE id = ?`,
      [
        now,
        now,
        remedyDueAt,
        urgencyOf({ dueAt: remedyDueAt, severity: complaint.severity as Severity }),
        rulingId,
        published.seq,
        second.hash,
        complaint.id,
      ],
    );
    await connection.execute("UPDATE provider SET event_seq = ?, event_hash = ? WHERE id = ?", [
      followUps.at(-1)?.seq ?? started.seq,
      followUps.at(-1)?.hash ?? "",
      provider.id,
    ]);
    await connection.execute(
      "INSERT INTO idempotency_record (id, account_id, mutation, client_mutation_id, request_digest, result, created_at) VALUES (?, ?, 'issueRuling', ?, ?, ?, ?)",
      [
        newId(IdempotencyRecord),
        actor.id,
        input.clientMutationId,
        createHash("sha256").update(JSON.stringify(input)).digest("hex"),
        `{"complaintId":"${complaint.id}","rulingId":"${rulingId}"}`,
        now,
      ],
    );
    const entered = await enterRegister(
      connection,
      {
        ...{ id: rulingId, providerId, round: complaint.round as number, outcome: input.outcome as "UPHELD" },
        ...{ publicText: input.publicText, issuedAt: now, appealableUntil, finalAt: null, reversedAt: null },
        measures: { penalties: [{ kind: "RANK_DEMOTION", amount: null, days: penalty.days, reason: penalty.reason }] },
      },
      now,
    );
    const touched = [
      ...[`ruling.id=${rulingId}`, `ruling.provider_id=${providerId}`],
      ...[`ruling_finding.id=${findingId}`, `ruling_finding.ruling_id=${rulingId}`],
      ...[`penalty.id=${penaltyId}`, `penalty.provider_id=${providerId}`, `penalty.ruling_id=${rulingId}`],
      ...superseded.flatMap(({ id, ruling_id }) => [`penalty.id=${id}`, `penalty.ruling_id=${ruling_id}`]),
      ...[`register_entry.id=${entered.data.entryId}`, `register_entry.ruling_id=${rulingId}`],
      ...[`register_entry.provider_id=${providerId}`, "register_head.id=register"],
    ];
    await writeEvents(connection, [first, second, ...followUps, entered], touched);
    return (
      `{"data":{"issueRuling":{"clientMutationId":${text(input.clientMutationId)},"complaint":{"id":"${complaint.id}","status":"RULED","version":${(complaint.version as number) + 1},"dueAt":${date(remedyDueAt)}},` +
      `"ruling":{"id":"${rulingId}","status":"ISSUED","outcome":"${input.outcome}","issuedAt":${date(now)}}}}}`
    );
  });
}
