import type { Database } from "../../platform/database/database";
import type { Swept } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal, type Reason } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import type { UploadMeter } from "../../platform/uploads/awaited-upload";
import { HouseRules } from "../../house-rules/house-rules";
import { UploadDay } from "./upload-day.entity";

const RULE = "uploads.perDay";
/** Longer than anyone may want to look back. */
const KEPT_DAYS = 8;

type Counts = Pick<UploadDay, "files" | "announced" | "arrived">;

/** Per person and day: every announcement counts, whatever becomes of it. Refuses LIMIT_REACHED. */
export async function countAnnouncement(tx: Tx, accountId: string, size: number): Promise<void> {
  const now = await addUp(tx, accountId, { files: 1, announced: size, arrived: 0 });
  const rules = await HouseRules.inForce(tx, tx.now);
  const [files, bytes] = [rules.number(RULE, "files"), rules.number(RULE, "bytes")];
  if (now.files > files) throw tooMuch(tx.now, "upload.filesPerDay", files);
  if (now.announced > bytes) throw tooMuch(tx.now, "upload.bytesPerDay", bytes);
}

/** More may arrive than was announced, since interrupted uploads are sent again; but this is limited too. */
export function meterOf(database: Database, accountId: string): UploadMeter {
  let day = 0;
  return {
    take: (bytes) =>
      database.transact(async (tx) => {
        const row = await addUp(tx, accountId, { files: 0, announced: 0, arrived: bytes });
        const most = (await HouseRules.inForce(tx, tx.now)).number(RULE, "arrivedBytes");
        if (row.arrived > most) throw tooMuch(tx.now, "upload.bytesPerDay", most);
        day = row.day;
      }),
    giveBack: (bytes) =>
      database.transact(async (tx) => {
        const sql = "UPDATE upload_day SET arrived = arrived - ? WHERE account_id = ? AND day = ?";
        tx.execute(sql, [bytes, accountId, day]);
      }),
  };
}

/** For the sweep. */
export async function forgetUploadDays({ database, clock }: Swept): Promise<void> {
  const before = dayOf(clock.now()) - KEPT_DAYS;
  const [old] = await database.query("SELECT id FROM upload_day WHERE day < ? LIMIT 1", [before]);
  if (old)
    await database.transact(async (tx) => {
      tx.execute("DELETE FROM upload_day WHERE day < ?", [before]);
    });
}

/** Added before it is read: the row then includes what others added, and is locked until this transaction ends. */
async function addUp(tx: Tx, accountId: string, counts: Counts): Promise<UploadDay> {
  const day = dayOf(tx.now);
  tx.addUp(
    UploadDay,
    ["accountId", "day"],
    ["files", "announced", "arrived"],
    [{ id: newId(UploadDay), accountId, day, ...counts }],
  );
  const row = await tx.findOne(UploadDay, { accountId, day });
  if (!row) throw new Error("no upload_day row after counting");
  return row;
}

const dayOf = (at: number): number => Math.floor(at / DAY);

function tooMuch(now: number, reason: Reason, most: number): Refusal {
  const availableAt = (dayOf(now) + 1) * DAY;
  return new Refusal("LIMIT_REACHED", {
    reason,
    availableAt,
    retryAfter: Math.ceil((availableAt - now) / 1_000),
    params: { most },
  });
}
