import type { CombinedError } from "urql";
import { defineText, say } from "../text/language";
import type { RefusalCode } from "./schema.generated";

const text = defineText("refusal", {
  en: { unreachable: "The server cannot be reached. Check the connection and try again; nothing is lost." },
  zh: { unreachable: "无法连接服务器。请检查网络后重试，内容不会丢失。" },
});

interface Problem {
  field: string;
  message: string;
}

/** The password was right, but something else is required too. */
export interface SecondStep {
  challenge: string;
  factors: readonly string[];
}

/** Reasons of the pages' own. */
type OwnCode = "UNREACHABLE" | "UNREADABLE" | "PASSKEY_NOT_USED";

/** Why the server refused: `code` for programs, `message` for people, in their language; `field` if one input caused it. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode | OwnCode,
    message?: string,
    readonly field?: string,
    readonly availableAt?: string,
    readonly existingId?: string,
    readonly requestId?: string,
    /** All fields that are wrong. */
    readonly problems: readonly Problem[] = [],
    readonly secondStep?: SecondStep,
  ) {
    super(message ?? say(text, "unreachable"));
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

interface GraphqlError {
  message: string;
  extensions?: Record<string, unknown>;
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export function readRefusal({ message, extensions = {} }: GraphqlError): Refusal {
  return new Refusal(
    (extensions.code as RefusalCode | undefined) ?? "INTERNAL_SERVER_ERROR",
    message,
    textOf(extensions.field),
    textOf(extensions.availableAt),
    textOf(extensions.existingId),
    textOf(extensions.requestId),
    Array.isArray(extensions.problems) ? (extensions.problems as Problem[]) : [],
    secondStepOf(extensions),
  );
}

function secondStepOf({ challenge, factors }: Record<string, unknown>): SecondStep | undefined {
  return typeof challenge === "string" && Array.isArray(factors)
    ? { challenge, factors: factors.map(String) }
    : undefined;
}

/** What an address that is not GraphQL's answered; its errors have the same form. */
export function refusalIn(body: string): Refusal {
  const { errors } = JSON.parse(body) as { errors?: readonly GraphqlError[] };
  return errors?.[0] ? readRefusal(errors[0]) : new Refusal("UNREACHABLE");
}

export function refusalOf(error: CombinedError | undefined): Refusal | null {
  if (!error) return null;
  const [first] = error.graphQLErrors;
  return first ? readRefusal(first) : new Refusal("UNREACHABLE");
}
