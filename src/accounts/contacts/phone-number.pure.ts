export interface PhoneNumber {
  /** E.164: `+8613800138000`. */
  number: string;
  /** ISO 3166, two letters. */
  country: string;
}

/** A mobile number of a country: no landline, and none that whoever calls it pays for. Null when it is none, or has no country code. */
export async function readPhoneNumber(text: string): Promise<PhoneNumber | null> {
  const { parsePhoneNumberFromString } = await import("libphonenumber-js/mobile");
  const parsed = parsePhoneNumberFromString(text.trim(), { extract: false });
  if (!parsed?.isValid() || parsed.country === undefined || parsed.ext !== undefined) return null;
  const kind = parsed.getType();
  const { number, country } = parsed;
  return kind === "MOBILE" || kind === "FIXED_LINE_OR_MOBILE" ? { number, country } : null;
}

/** For its owner to recognise. */
export const maskPhone = (number: string): string => `${number.slice(0, 3)}•••${number.slice(-4)}`;

const RANGE = 1_000;

/** Whoever is paid for messages to numbers has them in a row. */
export const rangeOf = (number: string): string => number.slice(0, 1 - String(RANGE).length);
