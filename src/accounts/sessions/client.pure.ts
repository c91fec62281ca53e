import type { Context } from "../../platform/graphql/context";

/** Where someone signs in from. */
export interface Client {
  /** As `addressKey` writes it. */
  address: string;
  /** What the program calls itself; null when it does not say. */
  userAgent: string | null;
}

export const clientOf = ({ remoteAddress, userAgent }: Context): Client => ({ address: remoteAddress, userAgent });

const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bMicroMessenger\//, "WeChat"],
  [/\baweme|BytedanceWebview/i, "Douyin"],
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bCriOS\/|\bChrome\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bHarmonyOS\b|\bOpenHarmony\b/, "HarmonyOS"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** A short name by which its owner recognises it: no version, no model. For an unknown program, its first word. */
export function clientName(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const match = (list: typeof PROGRAMS): string | undefined => list.find(([sign]) => sign.test(userAgent))?.[1];
  const program = match(PROGRAMS) ?? /^[A-Za-z0-9._-]{1,40}/.exec(userAgent)?.[0];
  return [program === "Mozilla" ? undefined : program, match(SYSTEMS)].filter(Boolean).join(" · ") || null;
}

/** Enough to distinguish home from abroad, too little to locate a home: `203.0.113.*`, `2001:0db8:0001:*`. */
export function maskAddress(key: string): string | null {
  const v4 = /^(\d+\.\d+\.\d+)\.\d+$/.exec(key)?.[1];
  if (v4) return `${v4}.*`;
  const v6 = /^([0-9a-f]{4}:[0-9a-f]{4}:[0-9a-f]{4}):/.exec(key)?.[1];
  return v6 ? `${v6}:*` : null;
}
