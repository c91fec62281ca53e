import type { PlatformPromise } from "./platform-promise.types";
import type { PromiseKind } from "./promise-kind.types";

declare module "../../accounts/account-events" {
  interface AccountEvents {
    PLATFORM_PROMISE_PUBLISHED: {
      platformPromise: PlatformPromise;
      version: number;
      digest: string;
      effectiveFrom: number;
    };
  }
}

declare module "../providers/provider-events" {
  interface ProviderEvents {
    PROMISE_PUBLISHED: {
      promiseId: string;
      promiseVersionId: string;
      listingId: string | null;
      version: number;
      kind: PromiseKind;
      digest: string;
    };
    PROMISE_WITHDRAWN: { promiseId: string; listingId: string | null };
  }
}
