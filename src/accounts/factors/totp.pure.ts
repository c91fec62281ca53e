import { Secret, TOTP } from "otpauth";

const ISSUER = "Redress";
/** What every authenticator app supports: SHA-1, six digits, 30 seconds. */
const SHAPE = { issuer: ISSUER, algorithm: "SHA1", digits: 6, period: 30 } as const;
/** One step to either side: phones' clocks differ, and a code takes a moment to type. */
const WINDOW = 1;
const SECRET_BYTES = 20;

export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** The content of the QR code. */
export const totpUri = (secret: string, login: string): string =>
  new TOTP({ ...SHAPE, label: login, secret: Secret.fromBase32(secret) }).toString();

/** Removes the spaces and hyphens that people type for readability. */
export const tidyCode = (code: string): string => code.replace(/[\s-]/g, "");

export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(code);

/** The step whose code this is, if it is a present one; null for a wrong code. */
export function stepOf(secret: string, code: string, now: number): number | null {
  const delta = TOTP.validate({
    ...SHAPE,
    secret: Secret.fromBase32(secret),
    token: code,
    timestamp: now,
    window: WINDOW,
  });
  return delta === null ? null : TOTP.counter({ period: SHAPE.period, timestamp: now }) + delta;
}
