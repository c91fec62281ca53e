import type { PromiseKind } from "./promise-kind.types";

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
