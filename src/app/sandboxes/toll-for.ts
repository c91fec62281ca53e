import { isOver, type Counters } from "../../platform/redis/counters";
import type { AddressOf } from "../../platform/http/remote-address";
import { Refusal } from "../../platform/refusal";
import type { Toll } from "./sandbox-host";
import { OPENINGS } from "./sandbox-limits.table";

/** RATE_LIMITED when too many sandboxes were opened for one visitor's address: neither a key nor a person is known before. */
export function tollFor(counters: Counters, addressOf: AddressOf): Toll {
  const limiter = counters.limiter("sandbox-openings", OPENINGS);
  return async (request) => {
    try {
      await limiter.consume(addressOf(request));
    } catch (error) {
      if (!isOver(error)) throw error;
      const seconds = Math.min(OPENINGS.duration, Math.max(1, Math.ceil(error.msBeforeNext / 1_000)));
      throw new Refusal("RATE_LIMITED", { reason: "sandbox.tooManyOpened", retryAfter: seconds, params: { seconds } });
    }
  };
}
