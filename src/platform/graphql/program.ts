import { Refusal } from "../refusal";

/** What sends a request, as it calls itself: `X-Client-Name`, `X-Client-Version`. Nothing is permitted or refused by it. */
export interface Program {
  name: string;
  version: string | null;
}

const NAME = /^[A-Za-z0-9@][A-Za-z0-9 ._@/-]{0,63}$/;
const VERSION = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,31}$/;

/** null when it does not say; refuses what is no name, which would otherwise never be found among the numbers. */
export function programOf(name: string | undefined, version: string | undefined): Program | null {
  if (name === undefined && version === undefined) return null;
  if (name === undefined || !NAME.test(name) || (version !== undefined && !VERSION.test(version)))
    throw new Refusal("BAD_USER_INPUT", { reason: "request.program" });
  return { name, version: version ?? null };
}
