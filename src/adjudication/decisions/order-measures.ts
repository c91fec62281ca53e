import type { CaseFile } from "../../case/complaints/case-file";
import { replaceInterim } from "../interim/replace-interim";
import { imposePenalties } from "../penalties/penalties-of-ruling";
import { enterRegister } from "../register/enter-register";
import { sayEntry } from "../register/entry-of-ruling.queries";
import type { Ruling } from "../rulings/ruling.entity";

/**
 * Writes the ruling's penalties and register entry. The register comes last, because every ruling needs its lock: what the entry will say
 * is asked for before.
 */
export async function orderMeasures(caseFile: CaseFile, ruling: Ruling): Promise<void> {
  const [, said] = await Promise.all([imposePenalties(caseFile, ruling), sayEntry(caseFile.tx, ruling, "RULING")]);
  await replaceInterim(caseFile, ruling);
  await enterRegister(caseFile.tx, said);
}
