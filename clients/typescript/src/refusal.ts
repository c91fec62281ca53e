import type { RefusalCode } from "./schema.generated";

export type Locale = "en" | "zh-CN";

/** One wrong input. */
export interface Problem {
  /** Its path, such as `input.title`. */
  field: string;
  message: string;
  code?: string;
  reason?: string;
}

/** The password was right, but something else is required too. */
export interface SecondStep {
  challenge: string;
  /** TOTP, PASSKEY, RECOVERY_CODE. */
  factors: readonly string[];
}

/** An error as the server sends it, over every door. */
export interface GraphqlError {
  message: string;
  path?: readonly (string | number)[] | undefined;
  extensions?: { code?: string; [key: string]: unknown } | undefined;
}

interface Details {
  /** Why exactly, for programs; the code where there is no more to say. */
  reason?: string | undefined;
  /** The first input that is wrong. */
  field?: string | undefined;
  /** All of them that are known. */
  problems?: readonly Problem[];
  /** Seconds until it may be tried again. */
  retryAfter?: number | undefined;
  /** When it becomes possible. */
  availableAt?: string | undefined;
  /** What there is already. */
  existingId?: string | undefined;
  /** Quote it when you ask about a fault. */
  requestId?: string | undefined;
  secondStep?: SecondStep | undefined;
  /** Of the response, when there was one and it was not the server's own. */
  httpStatus?: number | undefined;
  /** All errors of the response, as they came. */
  errors?: readonly GraphqlError[];
  cause?: unknown;
}

/** UNREACHABLE: there was no answer, or none of Redress. More codes may be added. */
export type Code = RefusalCode | "UNREACHABLE" | (string & {});

/** Why something was not done: `code` and `reason` for programs, `message` for people, in their language. */
export class Refusal extends Error {
  readonly reason: string;
  readonly field: string | undefined;
  readonly problems: readonly Problem[];
  readonly retryAfter: number | undefined;
  readonly availableAt: string | undefined;
  readonly existingId: string | undefined;
  readonly requestId: string | undefined;
  readonly secondStep: SecondStep | undefined;
  readonly httpStatus: number | undefined;
  readonly errors: readonly GraphqlError[];

  constructor(
    readonly code: Code,
    message: string,
    details: Details = {},
  ) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.name = "Refusal";
    this.reason = details.reason ?? code;
    this.field = details.field;
    this.problems = details.problems ?? [];
    this.retryAfter = details.retryAfter;
    this.availableAt = details.availableAt;
    this.existingId = details.existingId;
    this.requestId = details.requestId;
    this.secondStep = details.secondStep;
    this.httpStatus = details.httpStatus;
    this.errors = details.errors ?? [];
  }

  /** The message to show beside the input `name` (without `input.`), if that input caused the refusal. */
  at(name: string): string | undefined {
    return this.problems.find((problem) => isAt(problem, name))?.message;
  }

  /** What stands beside none of these inputs: all of it, the other problems, or nothing. */
  beyond(names: readonly string[]): Refusal | null {
    const others = this.problems.filter((problem) => !names.some((name) => isAt(problem, name)));
    if (others.length === this.problems.length) return this;
    return others.length === 0 ? null : new Refusal(this.code, others.map(({ message }) => message).join(" "));
  }

  /** Someone else has changed it meanwhile: read again and retry. */
  get isStale(): boolean {
    return this.code === "STALE_VERSION";
  }
}

function isAt({ field }: Problem, name: string): boolean {
  const inside = field.replace(/^input\./, "");
  return inside === name || inside.startsWith(`${name}.`);
}

const UNREACHABLE: Record<Locale, string> = {
  en: "The server cannot be reached. Check the connection and try again; nothing is lost.",
  "zh-CN": "无法连接服务器。请检查网络后重试，内容不会丢失。",
};

export function unreachable(
  locale: Locale = "en",
  details: Pick<Details, "httpStatus" | "retryAfter" | "cause"> = {},
): Refusal {
  return new Refusal("UNREACHABLE", UNREACHABLE[locale], details);
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The first of them decides. */
export function refusalIn(errors: readonly GraphqlError[]): Refusal | null {
  const [first] = errors;
  if (!first) return null;
  const { code, reason, field, problems, retryAfter, availableAt, existingId, requestId, challenge, factors } =
    first.extensions ?? {};
  return new Refusal(code ?? "INTERNAL_SERVER_ERROR", first.message, {
    reason: textOf(reason),
    field: textOf(field),
    problems: Array.isArray(problems) ? (problems as Problem[]) : [],
    retryAfter: typeof retryAfter === "number" ? retryAfter : undefined,
    availableAt: textOf(availableAt),
    existingId: textOf(existingId),
    requestId: textOf(requestId),
    secondStep:
      typeof challenge === "string" && Array.isArray(factors) ? { challenge, factors: factors.map(String) } : undefined,
    errors,
  });
}

interface Body<Data> {
  data?: Data | null;
  errors?: readonly GraphqlError[];
}

/** What a response holds; null when it is not of Redress: a proxy's page, or nothing. */
function bodyOf<Data>(text: string): Body<Data> | null {
  try {
    const body = JSON.parse(text) as Body<Data> | null;
    return typeof body === "object" ? body : null;
  } catch {
    return null;
  }
}

/** Seconds, as Redress sends them. */
function retryAfterOf(value: string | null | undefined): number | undefined {
  const seconds = value ? Number(value) : NaN;
  return Number.isNaN(seconds) ? undefined : seconds;
}

/** Why a response brought nothing. Every door of the server refuses in one form. */
export function refusalOf(
  answer: { status: number; text: string; retryAfter?: string | null | undefined },
  locale?: Locale,
): Refusal {
  return (
    refusalIn(bodyOf(answer.text)?.errors ?? []) ??
    unreachable(locale, { httpStatus: answer.status, retryAfter: retryAfterOf(answer.retryAfter) })
  );
}

/** What a request that came to no end throws: that there was no answer, unless the app itself has aborted it. */
export const unanswered =
  (locale?: Locale, signal?: AbortSignal | null) =>
  (cause: unknown): never => {
    throw signal?.aborted ? cause : unreachable(locale, { cause });
  };

/** The same of a response that was not read yet. */
export async function refusalFrom(response: Response, locale?: Locale, signal?: AbortSignal): Promise<Refusal> {
  const { status, headers } = response;
  const text = await response.text().catch(unanswered(locale, signal));
  return refusalOf({ status, text, retryAfter: headers.get("retry-after") }, locale);
}

/** The data of a GraphQL response; throws why there is none, or not all of it. */
export async function dataOf<Data>(response: Response, locale?: Locale, signal?: AbortSignal): Promise<Data> {
  const { status, headers } = response;
  const text = await response.text().catch(unanswered(locale, signal));
  const body = bodyOf<Data>(text);
  if (body?.data && !body.errors?.length) return body.data;
  throw refusalOf({ status, text, retryAfter: headers.get("retry-after") }, locale);
}
