export { Attempt, newMutationId } from "./attempt";
export { canDigest, factsOf, sha256Of, type FileFacts } from "./files";
export {
  openLive,
  type Following,
  type Live,
  type LiveOptions,
  type News,
  type State,
  type Stream,
  type Why,
} from "./live";
export { Redress, type Options, type RequestOptions, type TypedStream } from "./redress";
export {
  Refusal,
  refusalFrom,
  refusalIn,
  unreachable,
  type Code,
  type GraphqlError,
  type Locale,
  type Problem,
  type SecondStep,
} from "./refusal";
export { passes } from "./retries";
export type { Session } from "./session";
export { browserStore, memoryStore, type Keep, type SessionStore, type StoredSession } from "./stores";
export type { TypedDocument } from "./typed-document";
export type { Upload } from "./upload";
