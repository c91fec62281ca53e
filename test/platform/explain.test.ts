import type { Send } from "../../src/platform/database/statements";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";
import { openCase } from "../realtime/cases";

interface Plan {
  table: string | null;
  type: string;
  key: string | null;
  Extra: string | null;
}

/** The statements behind the lists that grow for ever, as the server sends them, and the index each must use. */
const HOT: { name: string; sql: string; params: (string | number)[]; table: string; index: string }[] = [
  {
    name: "the queue, first page",
    sql: "SELECT t.id, t.urgency FROM complaint t WHERE t.in_queue = ? AND +t.in_queue = ? AND t.urgency IS NOT NULL ORDER BY t.urgency ASC, t.id ASC LIMIT ?",
    params: [1, 1, 51],
    table: "t",
    index: "ix_complaint_in_queue_urgency_id_due_at_severity_category_amou",
  },
  {
    name: "the queue, a deep page",
    sql: "SELECT t.id, t.urgency FROM complaint t WHERE t.urgency >= ? AND (t.in_queue = ? AND +t.in_queue = ? AND t.urgency IS NOT NULL) AND (t.urgency > ? OR (t.urgency = ? AND t.id > ?)) ORDER BY t.urgency ASC, t.id ASC LIMIT 51",
    params: [5_000, 1, 1, 5_000, 5_000, "cmp_x"],
    table: "t",
    index: "ix_complaint_in_queue_urgency_id_due_at_severity_category_amou",
  },
  {
    name: "a consumer's cases",
    sql: "SELECT t.id FROM complaint t WHERE t.consumer_id = ? ORDER BY t.opened_at DESC, t.id DESC LIMIT 21",
    params: ["acc_7"],
    table: "t",
    index: "ix_complaint_consumer_id_opened_at_id",
  },
  {
    name: "a provider's cases",
    sql: "SELECT t.id FROM complaint t WHERE t.provider_id = ? ORDER BY t.opened_at DESC, t.id DESC LIMIT 21",
    params: ["prv_7"],
    table: "t",
    index: "ix_complaint_provider_id_opened_at_id",
  },
  {
    name: "all cases of a state",
    sql: "SELECT t.id FROM complaint t WHERE t.status = ? AND 1 = 1 ORDER BY t.opened_at DESC, t.id DESC LIMIT 21",
    params: ["CLOSED"],
    table: "t",
    index: "ix_complaint_status_opened_at_id_due_at",
  },
  {
    name: "all cases of a state, as they changed",
    sql: "SELECT t.id FROM complaint t WHERE t.status = ? AND 1 = 1 ORDER BY t.updated_at ASC, t.id ASC LIMIT 21",
    params: ["CLOSED"],
    table: "t",
    index: "ix_complaint_status_updated_at_id",
  },
  {
    name: "the rows with a word",
    sql: "SELECT DISTINCT f.subject_id AS id FROM text_term f WHERE f.field = ? AND f.term IN (?) LIMIT 2001",
    params: ["complaint.title", "t7"],
    table: "f",
    index: "PRIMARY",
  },
  {
    name: "whether a row has a word",
    sql: "SELECT 1 FROM text_term w WHERE w.field = ? AND w.term IN (?) AND w.subject_id = ? LIMIT 1",
    params: ["complaint.title", "t7", "cmp_7"],
    table: "w",
    index: "PRIMARY",
  },
  {
    name: "where the events of one's cases stand in the log",
    sql: "SELECT position FROM event_topic w WHERE topic = ? AND position > ? AND position <= ? ORDER BY position LIMIT 100",
    params: ["cases:acc_7", 100_500, 200_000],
    table: "w",
    index: "PRIMARY",
  },
  {
    name: "where they stand since a moment",
    sql: "SELECT position FROM event_topic w WHERE topic = ? AND recorded_at >= ? ORDER BY recorded_at, position LIMIT 100",
    params: ["cases:acc_7", 15_000],
    table: "w",
    index: "ix_event_topic_topic_recorded_at",
  },
  {
    name: "a provider's rulings",
    sql: "SELECT t.id FROM ruling t WHERE t.provider_id = ? ORDER BY t.issued_at DESC, t.id DESC LIMIT 21",
    params: ["prv_7"],
    table: "t",
    index: "ix_ruling_provider_id_issued_at_id",
  },
  {
    name: "what is due",
    sql: "SELECT complaint_id, clock, due_at FROM case_timer t WHERE due_at <= ? ORDER BY due_at LIMIT 100",
    params: [50],
    table: "t",
    index: "ix_case_timer_due_at",
  },
  {
    name: "who is to be reminded",
    sql: "SELECT complaint_id, clock FROM case_timer t WHERE remind_at <= ? ORDER BY remind_at LIMIT 100",
    params: [50],
    table: "t",
    index: "ix_case_timer_remind_at",
  },
  {
    name: "an inbox, first page",
    sql: "SELECT t.id FROM notice t WHERE t.recipient_id = ? ORDER BY t.position DESC LIMIT 21",
    params: ["acc_7"],
    table: "t",
    index: "ix_notice_recipient_id_position",
  },
  {
    name: "a provider's inbox, a deep page, without a member's own cases",
    sql: "SELECT t.id FROM notice t WHERE (t.recipient_id = ? AND NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.stream_id AND c.consumer_id = ?)) AND t.position < ? ORDER BY t.position DESC LIMIT 21",
    params: ["acc_7", "acc_8", 110_000],
    table: "t",
    index: "ix_notice_recipient_id_position",
  },
  {
    name: "what is unread in an inbox",
    sql: "SELECT 1 FROM notice t WHERE t.recipient_id = ? AND t.position > ? AND t.at >= ? LIMIT 1000",
    params: ["acc_7", 115_000, 0],
    table: "t",
    index: "ix_notice_recipient_id_position",
  },
  {
    name: "the stages entered in a period",
    sql: "SELECT t.left_at FROM stage_record t WHERE t.stage IN (?, ?) AND t.entered_at >= ? AND t.entered_at < ?",
    params: ["SUBMITTED", "EVIDENCE", 5_000, 5_500],
    table: "t",
    index: "ix_stage_record_stage_entered_at",
  },
  {
    name: "the log after a position",
    sql: "SELECT p.position, t.seq FROM log_position p JOIN event_log t ON t.id = p.event_id WHERE p.position > ? AND p.position <= ? ORDER BY p.position",
    params: [115_000, 116_000],
    table: "p",
    index: "PRIMARY",
  },
  {
    name: "a case's timeline",
    sql: "SELECT t.type FROM event_log t WHERE t.stream_id = ? AND t.seq > ? ORDER BY t.seq LIMIT 100",
    params: ["cmp_7", 0],
    table: "t",
    index: "ix_event_log_stream_id_seq",
  },
];

forEachDatabase((kind) => {
  if (kind !== "mariadb") {
    test.each([["what the server sends for the queue is what is explained on MariaDB"]])("%s", async () => {
      await using world = await startWorld(kind);
      const sent: string[] = [];
      const { shared } = world.db as unknown as { shared: { read: Send } };
      const send = shared.read;
      shared.read = (text, ...rest) => (sent.push(text.replace(/\s+/g, " ")), send(text, ...rest));
      const moderator = await world.as("chen.mod");
      for (let time = 1; time <= 2; time += 1)
        await moderator.ok(`{ moderationQueue(first: 50) { nodes { provider { id } } } }`);
      expect(sent.some((sql) => sql.includes(HOT[0]?.sql ?? ""))).toBe(true);
    });
    return;
  }

  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
    await openCase(world);
    await grow(world);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test.each(HOT)("$name: by its index, without sorting", async ({ sql, params, table, index }) => {
    const plan = await world.db.query<Plan>(`EXPLAIN ${sql}`, params);
    const row = plan.find((candidate) => candidate.table === table);
    expect(row).toMatchObject({ key: index });
    expect(row?.Extra ?? "").not.toContain("filesort");
  });
});

/** Enough rows that the optimiser has a choice: 20,000 cases of 200 consumers against 100 providers, a quarter of them in the queue. */
async function grow({ db }: World): Promise<void> {
  const rows = "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i FROM n) n";
  await db.transact(async (tx) => {
    await tx.query("SET foreign_key_checks = 0");
    await tx.query("SET max_recursive_iterations = 100000");
    const [columns] = [await tx.query<{ Field: string }>("SHOW COLUMNS FROM complaint")];
    const values: Record<string, string> = {
      id: "CONCAT('cmp_', n.i)",
      consumer_id: "CONCAT('acc_', n.i % 200)",
      provider_id: "CONCAT('prv_', n.i % 100)",
      in_queue: "n.i % 4 = 0",
      due_at: "n.i * 3 % 20000",
      urgency: "n.i * 3 % 20000",
      opened_at: "n.i",
      updated_at: "n.i",
      number: "NULL",
      status: "IF(n.i % 4 = 0, 'SUBMITTED', 'CLOSED')",
    };
    await tx.query(
      `INSERT INTO complaint (${columns.map(({ Field }) => Field).join(", ")}) SELECT ${columns.map(({ Field }) => values[Field] ?? `c.${Field}`).join(", ")} FROM ${rows} JOIN (SELECT * FROM complaint LIMIT 1) c`,
    );
    await tx.query(
      `INSERT INTO case_timer (id, complaint_id, clock, started_at, due_at, remind_at) SELECT CONCAT('tmr_', n.i), CONCAT('cmp_', n.i), 'REVIEW', 0, n.i, n.i FROM ${rows}`,
    );
    await tx.query(
      `INSERT INTO event_log (id, stream_id, seq, type, actor_role, topics, audience, at, data, salt, prev_hash, hash) SELECT 100000 + n.i, CONCAT('cmp_', n.i % 2000), n.i, 'X', 'SYSTEM', '', 'PARTIES', 0, '{}', '', '', '' FROM ${rows}`,
    );
    await tx.query("INSERT INTO log_position (position, event_id) SELECT id, id FROM event_log WHERE id > 100000");
    await tx.query(
      `INSERT INTO text_term (field, term, subject_id) SELECT 'complaint.title', CONCAT('t', n.i % 300), CONCAT('cmp_', n.i) FROM ${rows}`,
    );
    await tx.query(
      `INSERT INTO event_topic (topic, position, recorded_at) SELECT CONCAT('cases:acc_', n.i % 200), 100000 + n.i, n.i FROM ${rows}`,
    );
    await tx.query(
      `INSERT INTO notice (id, recipient_id, position, stream_id, at) SELECT CONCAT('ntc_', n.i), CONCAT('acc_', n.i % 200), 100000 + n.i, CONCAT('cmp_', n.i % 2000), n.i FROM ${rows}`,
    );
    await tx.query(
      `INSERT INTO stage_record (id, complaint_id, number, stage, entered_at) SELECT CONCAT('stg_', n.i), CONCAT('cmp_', n.i), 1, IF(n.i % 2, 'SUBMITTED', 'EVIDENCE'), n.i FROM ${rows}`,
    );
    await tx.query(
      `INSERT INTO ruling (id, complaint_id, provider_id, consumer_id, round, status, outcome, facts, reasoning, public_text, root_cause, rule_version_ids, decided_by_id, decided_at, issued_at, measures)
       SELECT CONCAT('rlg_', n.i), CONCAT('cmp_', n.i), CONCAT('prv_', n.i % 100), 'acc_1', 1, 'ISSUED', 'UPHELD', '', '', '', 'OTHER', '[]', 'acc_1', n.i, n.i, '{}' FROM ${rows}`,
    );
    await tx.query("SET foreign_key_checks = 1");
  });
  for (const table of [
    "complaint",
    "case_timer",
    "event_log",
    "log_position",
    "notice",
    "ruling",
    "stage_record",
    "text_term",
    "event_topic",
  ])
    await db.query(`ANALYZE TABLE ${table}`);
}
