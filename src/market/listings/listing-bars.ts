import { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";
import type { Provider } from "../providers/provider.entity";

/** Reasons of other rooms why a provider may list nothing more: each throws its refusal. Asked under the provider's lock. */
export const LISTING_BARS = new Hook<(tx: Tx, provider: Provider) => Promise<void>>("LISTING_BARS");
