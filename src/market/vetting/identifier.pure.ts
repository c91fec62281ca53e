import { residentDigit } from "../../house-rules/resident-number.pure";
import type { Form } from "../providers/credit-code.pure";

/** Whether an identity document's folded number is a resident identity number (居民身份证号码) with a correct check digit. */
export function residentNumberForm(number: string): Form {
  if (!/^\d{17}[\dX]$/.test(number)) return "UNKNOWN";
  return residentDigit(number) === number[17] ? "RIGHT" : "WRONG";
}
