import { createHash } from "node:crypto";
import { foldName } from "../../market/providers/licence.pure";

const LONGEST = 80;

/** The file has no licence numbers; the company's name, in any spelling, is used instead. */
export function licenceOf(company: string): string {
  const folded = foldName(`CFPB ${company.replace(/[.,'"’]/g, "")}`);
  // As a licence may be written: of other signs the digest keeps names apart.
  const plain = folded.replace(/[^\p{L}\p{N}]/gu, "");
  if (plain === folded && [...folded].length <= LONGEST) return folded;
  const digest = createHash("sha256").update(folded).digest("hex").slice(0, 16).toUpperCase();
  return `${[...plain].slice(0, LONGEST - digest.length).join("")}${digest}`;
}
