import type { Code, Id, Quantity, Time } from "../../platform/database/event";
import type { PlatformPromise } from "./platform-promise.types";
import type { PromiseKind } from "./promise-kind.types";

declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    PLATFORM_PROMISE_PROPOSED: { platformPromise: PlatformPromise; effectiveFrom: Time };
    PLATFORM_PROMISE_PUBLISHED: {
      platformPromise: PlatformPromise;
      version: Quantity;
      digest: Code;
      effectiveFrom: Time;
    };
  }
}

declare module "../providers/provider-events" {
  interface ProviderEvents {
    PROMISE_PUBLISHED: {
      promiseId: Id;
      promiseVersionId: Id;
      listingId: Id | null;
      version: Quantity;
      kind: PromiseKind;
      digest: Code;
    };
    PROMISE_WITHDRAWN: { promiseId: Id; listingId: Id | null };
  }
}
