import type { PoolConnection, RowDataPacket } from "mysql2/promise";
import { newId } from "../../src/platform/ids";
import { seal as sealEntry } from "../../src/adjudication/register/register-chain.pure";
import { iso, sayRuling } from "../../src/adjudication/register/register-content.pure";
import { seal, type SealedEvent } from "../platform/events.floor";
import { RegisterEntry } from "../../src/adjudication/register/register-entry.entity";

type Ruled = Parameters<typeof sayRuling>[1];

/** Enters a ruling into the public register; returns the event that records it. All writers wait for its head: the last step but the events. */
export async function enterRegister(connection: PoolConnection, ruling: Ruled, now: number): Promise<SealedEvent> {
  const [[around]] = await connection.execute<RowDataPacket[]>(
    `SELECT p.legal_name, a.display_name,
       (SELECT GROUP_CONCAT(DISTINCT v.code) FROM ruling_finding f JOIN rule_version v ON v.id = f.rule_version_id WHERE f.ruling_id = r.id) AS codes
     FROM ruling r JOIN provider p ON p.id = r.provider_id JOIN account a ON a.id = r.consumer_id WHERE r.id = ?`,
    [ruling.id],
  );
  const [[head]] = await connection.execute<RowDataPacket[]>(
    "SELECT number, hash, at, event_seq, event_hash FROM register_head WHERE id = 'register' FOR UPDATE",
  );
  if (!around || !head) throw new Error("nothing to enter");
  const id = newId(RegisterEntry);
  const number = (head.number as number) + 1;
  const at = Math.max(now, (head.at as number | null) ?? 0);
  const said = sayRuling("RULING", ruling, {
    providerName: around.legal_name as string,
    consumerName: around.display_name as string,
    ruleCodes: (around.codes as string).split(","),
  });
  const entry = sealEntry(head.hash as string, {
    ...{ v: 1, number, id, at: iso(at), kind: "RULING", ...said },
    ...{ penalty: null, lateness: null, corrects: null, because: null },
  });
  await connection.execute(
    `INSERT INTO register_entry (id, number, kind, ruling_id, provider_id, outcome, at, happened_at, content, content_sha256, prev_hash, hash)
     VALUES (?, ?, 'RULING', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id, number, ruling.id, ruling.providerId, ruling.outcome, at, now],
      ...[entry.content, entry.contentSha256, entry.prevHash, entry.hash],
    ],
  );
  const recorded = seal(
    {
      streamId: "register",
      seq: (head.event_seq as number) + 1,
      type: "REGISTER_ENTERED",
      actorId: null,
      actorRole: "SYSTEM",
      topics: "",
      lasting: ["registerEntries"],
      audience: "PUBLIC",
      data: { entryId: id, number, kind: "RULING", providerId: ruling.providerId },
      notify: [],
    },
    head.event_hash as string,
    now,
  );
  await connection.execute(
    "UPDATE register_head SET number = ?, hash = ?, at = ?, event_seq = ?, event_hash = ? WHERE id = 'register'",
    [number, entry.hash, at, recorded.seq, recorded.hash],
  );
  return recorded;
}
