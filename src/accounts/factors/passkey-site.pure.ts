import { isIP } from "node:net";
import { Refusal } from "../../platform/refusal";

/** Where passkeys are created and used: browsers bind each to a host name, and report on which page it was used. */
export interface PasskeySite {
  rpId: string;
  origins: string[];
}

/**
 * The public address, and the other allowed origins under the same name: a browser offers the passkeys of a name to
 * no other page. Refuses where there is no name, only a number.
 */
export function passkeySite(publicUrl: string, allowedOrigins: readonly string[]): PasskeySite {
  const { hostname: rpId, origin } = new URL(publicUrl);
  if (isIP(rpId.replace(/^\[|\]$/g, "")) !== 0)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "secondFactor.noName" });
  const others = allowedOrigins.filter((other) => {
    const host = URL.canParse(other) ? new URL(other).hostname : "";
    return host === rpId || host.endsWith(`.${rpId}`);
  });
  return { rpId, origins: [origin, ...others] };
}
