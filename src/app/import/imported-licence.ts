import { createHash } from "node:crypto";
import { foldName } from "../../market/providers/licence.pure";

const LONGEST = 80;

/** The file has no licence numbers; the company's name, however it is spelt this time, stands for one. */
export function licenceOf(company: string): string {
  const folded = foldName(`CFPB:${company.replace(/[.,'"’]/g, "")}`);
  if ([...folded].length <= LONGEST) return folded;
  const digest = createHash("sha256").update(folded).digest("hex").slice(0, 16).toUpperCase();
  return `${[...folded].slice(0, LONGEST - 17).join("")}~${digest}`;
}
