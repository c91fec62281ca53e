import { registerEnumType } from "type-graphql";
import type { Reason, Refusal, RefusalCode } from "./refusal";
import { PLATFORM_REFUSALS, type Carried, type RefusalRow, type Retry } from "./refusals.table";

/** One code, and all that the API says with it. */
export interface CataloguedRefusal {
  code: RefusalCode;
  says: string;
  status: number;
  closeCode: number | null;
  retry: Retry;
  carries: readonly (Carried | "problems")[];
  reasons: readonly Reason[];
}

const catalogue = new Map<string, CataloguedRefusal>();

/** The enum of the API: empty until the districts' tables are learned. */
export const REFUSAL_CODES: Record<string, string> = {};
const VALUES: Record<string, { description: string }> = {};

registerEnumType(REFUSAL_CODES, {
  name: "RefusalCode",
  description:
    "Why something was refused: `extensions.code` of every error, over HTTP, websockets, event streams and uploads alike. More may be added; treat an unknown one by its HTTP status.",
  valuesConfig: VALUES,
});

/** Registers the codes; `app` gathers them from the districts, with the reasons that the source gives for each. */
export function learnRefusals(
  rows: Readonly<Record<string, RefusalRow>>,
  reasons: Readonly<Record<string, readonly Reason[]>>,
): void {
  for (const [code, { says, status, close = null, retry, carries = [] }] of Object.entries(rows)) {
    const known: CataloguedRefusal = {
      code: code as RefusalCode,
      says,
      status,
      closeCode: close,
      retry,
      carries: carries.flatMap((name) => (name === "field" ? [name, "problems" as const] : name)),
      reasons: reasons[code] ?? [],
    };
    catalogue.set(code, known);
    REFUSAL_CODES[code] = code;
    VALUES[code] = { description: describe(known) };
  }
}

const RETRIES: Record<Retry, string> = {
  NEVER: "Sending the same again is refused again.",
  AFTER_SIGN_IN: "Works again after signing in, or with a new access token.",
  AFTER_READING: "Read again before deciding what to send.",
  LATER: "The same may be sent again later.",
};

function describe({ says, status, closeCode, retry, carries }: CataloguedRefusal): string {
  return [
    says,
    `HTTP ${status}${closeCode === null ? "." : `, a websocket closes with ${closeCode}.`}`,
    RETRIES[retry],
    ...(carries.length > 0 ? [`May carry ${carries.map((name) => `\`${name}\``).join(", ")}.`] : []),
  ].join(" ");
}

/** Every code, in the order of the alphabet. */
export const cataloguedRefusals = (): CataloguedRefusal[] =>
  [...catalogue.values()].sort((a, b) => (a.code < b.code ? -1 : 1));

export function catalogued(code: string): CataloguedRefusal {
  const known = catalogue.get(code);
  if (!known) throw new Error(`${code} is in no table of refusals`);
  return known;
}

/** Where HTTP has a more exact status. */
export const STATUS_OF_REASON: Partial<Record<Reason, number>> = {
  "body.tooLong": 413,
  host: 421,
  "request.method": 405,
  "request.onlyByPost": 405,
  "request.accept": 406,
  "request.acceptJson": 406,
  "request.contentType": 415,
  "request.encoded": 415,
  "upload.otherVersion": 412,
  "upload.tooLong": 413,
  "upload.notAPart": 415,
  "upload.diskFull": 507,
};

/** The HTTP status of a request that is refused as a whole. */
export const statusOf = ({ code, details: { reason } }: Refusal): number =>
  (reason && STATUS_OF_REASON[reason]) ?? catalogued(code).status;

learnRefusals(PLATFORM_REFUSALS, {});
