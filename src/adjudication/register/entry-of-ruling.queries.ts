import type { Reader } from "../../platform/database/reader";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import type { Ruling } from "../rulings/ruling.entity";
import { contentOf, sayRuling, type Said, type SaidRuling } from "./register-content.pure";
import { RegisterEntry } from "./register-entry.entity";
import { surroundingsOf } from "./surroundings.queries";

/** What the register will say of a ruling whose own rows are written. */
export async function sayEntry(
  reader: Reader,
  ruling: Ruling,
  kind: "RULING" | "RULING_FINAL" | "REVERSAL",
  because: ReversalReason | null = null,
): Promise<Said> {
  const [last, around] = await Promise.all([
    kind === "RULING" ? null : lastOf(reader, ruling.id),
    surroundingsOf(reader, ruling.id, ruling.complaintId),
  ]);
  const said = sayRuling(kind, ruling, around);
  return {
    kind,
    ...said,
    ruling: said.ruling && quoting(said.ruling, last),
    penalty: null,
    interim: null,
    lateness: null,
    corrects: because === null ? null : (last?.id ?? null),
    because,
  };
}

/** What has been published is quoted word for word: it is not masked again by what has since become known. */
function quoting(ruling: SaidRuling, earlier: RegisterEntry | null): SaidRuling {
  const published = earlier && contentOf(earlier).ruling;
  return published ? { ...ruling, publicText: published.publicText, penalties: published.penalties } : ruling;
}

/** The last entry about the ruling itself, not about its penalties. */
const lastOf = (reader: Reader, rulingId: string): Promise<RegisterEntry | null> =>
  reader.findOne(RegisterEntry, { rulingId, penaltyId: null }, "ORDER BY number DESC");
