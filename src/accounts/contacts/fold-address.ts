import type { Services } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import type { ContactKind } from "./contact-enums.types";
import { foldEmail } from "./email-address.pure";
import { readPhoneNumber } from "./phone-number.pure";

const FIELD = "input.address";

/** The address as it is kept, if the platform can send there. */
export async function foldAddress(
  { mailer, gateways }: Pick<Services, "mailer" | "gateways">,
  kind: ContactKind,
  address: string,
): Promise<string> {
  if (kind === "EMAIL") {
    if (!mailer) throw new Refusal("NOT_IN_THIS_STATE", { reason: "contact.noMail" });
    const folded = foldEmail(address);
    if (folded === null) throw new Refusal("BAD_USER_INPUT", { reason: "contact.noAddress", field: FIELD });
    return folded;
  }
  if (kind !== "SMS") throw new Refusal("BAD_USER_INPUT", { reason: "contact.ofDevice", field: "input.kind" });
  if (!gateways.sms) throw new Refusal("NOT_IN_THIS_STATE", { reason: "contact.noSms" });
  const phone = await readPhoneNumber(address);
  if (phone === null) throw new Refusal("BAD_USER_INPUT", { reason: "contact.noNumber", field: FIELD });
  if (gateways.smsCountries?.includes(phone.country) === false)
    throw new Refusal("BAD_USER_INPUT", { reason: "contact.otherCountry", field: FIELD });
  return phone.number;
}
