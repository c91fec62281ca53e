import { createHash } from "node:crypto";
import type { Pool, RowDataPacket } from "mysql2/promise";
import { Breach } from "../../src/case/complaints/breach.entity";
import { CaseTimer } from "../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../src/case/complaints/complaint.entity";
import { urgencyOf } from "../../src/case/complaints/urgency.pure";
import { IdempotencyRecord } from "../../src/platform/graphql/idempotency";
import { newId } from "../../src/platform/ids";
import { seal, transact, writeEvents, type Committed } from "../platform/events.floor";
import { writeTerms } from "../platform/terms.floor";
import { date, text } from "../platform/json.floor";
import { Unauthorized, type Actor } from "../accounts/sign-in.floor";
import { StageRecord } from "../../src/case/complaints/stage-record.entity";

interface Filing {
  clientMutationId: string;
  orderId: string;
  title: string;
  story: string;
  demandKind: string;
  demandAmount: number;
  breaches: { promiseVersionId: string; expected: string; delivered: string; amount: number }[];
}

const HOUR = 3_600_000;
/** The amount from which a case is of high value, in minor units. */
const LARGE = 500_000;
/** Up to this sum, claimed in all cases of an order together, a case is on the fast track. */
const SMALL = 50_000;
const WEEK = 7 * 24 * HOUR;
/** Name, length, and when a reminder is due. */
const CLOCKS = [
  ["FIRST_RESPONSE", 48 * HOUR, 24 * HOUR],
  ["FIRST_RESPONSE_GRACE", 72 * HOUR, null],
  ["NEGOTIATION", 168 * HOUR, 144 * HOUR],
] as const;

export async function fileComplaint(pool: Pool, actor: Actor, { input }: { input: Filing }): Promise<string> {
  if (!actor.roles.includes("CONSUMER")) throw new Unauthorized();
  const connection = await pool.getConnection();
  return transact(connection, async () => {
    const now = Date.now();
    const [known] = await connection.execute<RowDataPacket[]>(
      "SELECT result FROM idempotency_record WHERE account_id = ? AND mutation = 'openComplaint' AND client_mutation_id = ?",
      [actor.id, input.clientMutationId],
    );
    if (known.length > 0) throw new Error("done already");
    const [promises] = await connection.execute<RowDataPacket[]>(
      `SELECT o.consumer_id, o.provider_id, o.price_amount, o.price_currency, o.placed_at, l.category, p.status AS vetting, v.id AS version_id, v.promise_id, v.kind
       FROM service_order o JOIN listing l ON l.id = o.listing_id JOIN provider p ON p.id = o.provider_id JOIN order_promise f ON f.order_id = o.id JOIN promise_version v ON v.id = f.promise_version_id WHERE o.id = ?`,
      [input.orderId],
    );
    const order = promises[0];
    if (order?.consumer_id !== actor.id || now > (order.placed_at as number) + 180 * 24 * HOUR)
      throw new Error("no such order");
    const [barred] = await connection.execute<RowDataPacket[]>(
      `SELECT id FROM penalty WHERE provider_id = ? AND kind IN ('SUSPENSION', 'TERMINATION') AND status NOT IN ('STAYED', 'REVERSED', 'SUPERSEDED') AND starts_at <= ? AND (ends_at IS NULL OR ends_at > ?)`,
      [order.provider_id, now, now],
    );
    if (barred.length > 0 || order.vetting === "SUSPENDED" || order.vetting === "TERMINATED") throw new Error("barred");
    await connection.execute("SELECT id FROM account WHERE id = ? FOR UPDATE", [actor.id]);
    const [[pace]] = await connection.execute<RowDataPacket[]>(
      `SELECT (SELECT COUNT(*) FROM complaint c JOIN event_log e ON e.stream_id = c.id AND e.seq = 1 WHERE c.consumer_id = ? AND c.opened_at > ? AND e.actor_id = c.consumer_id) AS filed,
         (SELECT COUNT(*) FROM filing_limit WHERE account_id = ? AND status = 'IN_FORCE') AS limits`,
      [actor.id, now - WEEK, actor.id],
    );
    if ((pace?.filed as number) > 1_000_000 || (pace?.limits as number) > 0) throw new Error("too fast");
    await connection.execute("SELECT id FROM service_order WHERE id = ? FOR UPDATE", [input.orderId]);
    const [others] = await connection.execute<RowDataPacket[]>(
      "SELECT demand_amount FROM complaint WHERE order_id = ?",
      [input.orderId],
    );
    const id = newId(Complaint);
    const breaches = input.breaches.map((breach) => {
      const promise = promises.find(({ version_id: version }) => version === breach.promiseVersionId);
      if (!promise || breach.amount > (order.price_amount as number)) throw new Error("no such promise, or too much");
      return {
        ...{ id: newId(Breach), complaintId: id, promiseId: promise.promise_id as string },
        ...{ promiseVersionId: promise.version_id as string, kind: promise.kind as string },
        ...{ expected: breach.expected, delivered: breach.delivered, amount: breach.amount },
        openKey: `${input.orderId} ${promise.promise_id}`,
        machineFacts: null,
      };
    });
    const claimed = others.reduce((sum, { demand_amount: other }) => sum + (other as number), input.demandAmount);
    const atStake = input.breaches.reduce((sum, { amount }) => sum + amount, 0);
    const track = claimed <= SMALL ? "FAST" : "STANDARD";
    const opened = {
      ...{
        id,
        externalId: null,
        orderId: input.orderId,
        consumerId: actor.id,
        providerId: order.provider_id as string,
      },
      ...{ category: order.category as string, breachClass: "ORDINARY", openedAt: now },
      ...{ title: input.title, story: input.story, demandKind: input.demandKind, demandAmount: input.demandAmount },
      ...{ demandBasis: null, demandText: null, newFacts: null, decidedCaseId: null },
      ...{ track, claimedInAll: claimed, amountAtStake: atStake, currency: order.price_currency as string },
    };
    const event = seal(
      {
        streamId: id,
        seq: 1,
        type: "COMPLAINT_OPENED",
        actorId: actor.id,
        actorRole: "CONSUMER",
        topics: `complaint:${id}`,
        lasting: [`cases:${actor.id}`, `cases:${order.provider_id}`],
        audience: "PARTIES",
        notify: [order.provider_id as string],
        data: { to: "NEGOTIATING", title: input.title, breaches: breaches.length, amountAtStake: atStake },
        commits: [[Complaint, opened], ...breaches.map((breach): Committed => [Breach, breach])],
      },
      "0".repeat(64),
      now,
    );
    const dueAt = now + CLOCKS[0][1];
    await connection.execute(
      `INSERT INTO complaint (id, order_id, consumer_id, provider_id, status, breach_class, title, story, demand_kind, demand_amount, track, claimed_in_all, amount_at_stake, currency, severity, category, queue, version, round, opened_at, updated_at, status_since, due_at, urgency,
         in_queue, last_word, information_requests, evidence_rounds, evidence_count, reopened_count, presumed_broken, lease_token, event_seq, event_hash)
       VALUES (?, ?, ?, ?, 'NEGOTIATING', 'ORDINARY', ?, ?, ?, ?, ?, ?, ?, ?, 'L2', ?, ?, 1, 1, ?, ?, ?, ?, ?, 0, 'CONSUMER', 0, 0, 0, 0, 0, 0, 1, ?)`,
      [
        id,
        input.orderId,
        actor.id,
        order.provider_id,
        input.title,
        input.story,
        input.demandKind,
        input.demandAmount,
        track,
        claimed,
        atStake,
        order.price_currency,
        order.category,
        atStake >= LARGE ? "HIGH_VALUE" : "GENERAL",
        now,
        now,
        now,
        dueAt,
        urgencyOf({ dueAt, severity: "L2" }),
        event.hash,
      ],
    );
    await writeTerms(connection, "complaint.title", id, input.title);
    await connection.execute(
      `INSERT INTO breach (id, complaint_id, promise_id, promise_version_id, kind, expected, delivered, amount, open_key) VALUES ${breaches.map(() => "(?, ?, ?, ?, ?, ?, ?, ?, ?)").join(", ")}`,
      breaches.flatMap(({ machineFacts: _, ...breach }) => Object.values(breach)),
    );
    await connection.execute(
      `INSERT INTO case_timer (id, complaint_id, clock, started_at, due_at, remind_at) VALUES (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?)`,
      CLOCKS.flatMap(([clock, length, remind]) => [
        newId(CaseTimer),
        id,
        clock,
        now,
        now + length,
        remind === null ? null : now + remind,
      ]),
    );
    await connection.execute(
      "INSERT INTO stage_record (id, complaint_id, number, stage, entered_at, due_at) VALUES (?, ?, 1, 'NEGOTIATING', ?, ?)",
      [newId(StageRecord), id, now, dueAt],
    );
    await connection.execute(
      "INSERT INTO idempotency_record (id, account_id, mutation, client_mutation_id, request_digest, result, created_at) VALUES (?, ?, 'openComplaint', ?, ?, ?, ?)",
      [
        newId(IdempotencyRecord),
        actor.id,
        input.clientMutationId,
        createHash("sha256").update(JSON.stringify(input)).digest("hex"),
        `{"complaintId":"${id}"}`,
        now,
      ],
    );
    await writeEvents(connection, [event]);
    const year = new Date(now + 8 * HOUR).getUTCFullYear();
    const series = `complaint ${year}`;
    await connection.execute(
      "INSERT INTO number_series (id, latest) VALUES (?, ?) ON DUPLICATE KEY UPDATE latest = latest + 1",
      [series, year * 1_000_000_000 + 1],
    );
    await connection.execute(
      "UPDATE complaint SET number = (SELECT latest FROM number_series WHERE id = ?) WHERE id = ?",
      [series, id],
    );
    return `{"data":{"openComplaint":{"clientMutationId":${text(input.clientMutationId)},"complaint":{"id":"${id}","status":"NEGOTIATING","version":1,"title":${text(input.title)},"dueAt":${date(dueAt)}}}}}`;
  });
}
