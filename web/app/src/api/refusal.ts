import type { CombinedError } from "urql";
import { defineText, say } from "../text/language";

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

/** Why the server refused: `code` for programs, `message` for people, in their language; `field` if one input caused it. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message?: string,
    readonly field?: string,
    readonly availableAt?: string,
    readonly existingId?: string,
    readonly requestId?: string,
    /** All fields that are wrong, when the server looked at them together. */
    readonly problems: readonly Problem[] = [],
    readonly secondStep?: SecondStep,
  ) {
    super(message ?? say(text, "unreachable"));
  }

  /** The message to show beside the input `name` (without `input.`), if that input caused the refusal. */
  at(name: string): string | undefined {
    const found = [{ field: this.field, message: this.message }, ...this.problems].find(({ field }) => {
      const inside = field?.replace(/^input\./, "");
      return inside === name || inside?.startsWith(`${name}.`);
    });
    return found?.message;
  }

  /** Someone else has changed it meanwhile: read again and retry. */
  get isStale(): boolean {
    return this.code === "STALE_VERSION";
  }
}

interface GraphqlError {
  message: string;
  extensions?: Record<string, unknown>;
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export function readRefusal({ message, extensions = {} }: GraphqlError): Refusal {
  return new Refusal(
    textOf(extensions.code) ?? "INTERNAL_SERVER_ERROR",
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

export function refusalOf(error: CombinedError | undefined): Refusal | null {
  if (!error) return null;
  const [first] = error.graphQLErrors;
  return first ? readRefusal(first) : new Refusal("UNREACHABLE");
}
