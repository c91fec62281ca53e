import { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";
import type { ApiKey } from "./api-key.entity";

/** A key was revoked. Runs under the locks of the provider, the client's account and the client. */
export const ON_KEY_REVOKED = new Hook<(tx: Tx, key: ApiKey) => Promise<void>>("ON_KEY_REVOKED");
