import type { Poster } from "../../platform/carriers/poster";
import { Refusal } from "../../platform/refusal";

/** Refuses what could not be sent to; where its name leads is looked at whenever something is sent. */
export function checkAddress(poster: Poster, url: string): void {
  if (!poster.mayName(url)) throw new Refusal("BAD_USER_INPUT", { reason: "webhook.address", field: "input.url" });
}
