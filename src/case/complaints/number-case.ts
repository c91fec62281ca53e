import { HouseRules } from "../../house-rules/house-rules";
import { wallOf } from "../../house-rules/wall-clock.pure";
import type { Tx } from "../../platform/database/tx";
import { zeroOf } from "./case-number.pure";
import { Complaint } from "./complaint.entity";

/** The next number of the year in which it was opened, by the office's clocks. */
export function numberCase(tx: Tx, { id, openedAt }: Complaint): void {
  const year = new Date(wallOf(HouseRules.zoneOf(tx), openedAt)).getUTCFullYear();
  tx.number(Complaint, id, "number", { series: `complaint ${year}`, zero: zeroOf(year) });
}
