import type { TypedDocumentNode } from "urql";
import type { Option } from "../../design/field";
import type { ENUM_LABELS } from "../../text/enums";
import type { Case } from "../case-context";
import type { actText } from "./act.text";

export type ActText = keyof (typeof actText)["texts"]["en"];
type EnumName = keyof typeof ENUM_LABELS;
type ValueOf<Name extends EnumName> = keyof (typeof ENUM_LABELS)[Name] & string;

interface Common {
  label: ActText;
  hint?: ActText;
  optional?: boolean | ((values: Values) => boolean);
  /** Left out, and nothing sent of it, unless what is chosen so far asks for it. */
  when?: (values: Values) => boolean;
}

/** The fields of a form, and those taken from the case itself. */
export type AskShape =
  | ({ kind: "text"; long: boolean } & Common)
  | ({ kind: "choice"; of: EnumName } & Common)
  | ({ kind: "oneOf"; from: (complaint: Case) => Option[] } & Common)
  | ({ kind: "someOf"; from: (complaint: Case) => Option[] } & Common)
  | ({ kind: "money" } & Common)
  | ({ kind: "number" } & Common)
  | ({ kind: "yesNo"; yes: ActText; no: ActText } & Common)
  | ({ kind: "stars" } & Common)
  | ({ kind: "day" } & Common)
  | { kind: "given"; value: (complaint: Case) => unknown };

/** `takes` exists only for the types: a field of an input must be filled by something of its type. */
export type Ask<T> = AskShape & { readonly takes?: T };

type More = Omit<Common, "label">;
export const text = (label: ActText, more: More = {}): Ask<string> => ({ kind: "text", long: true, label, ...more });
export const line = (label: ActText, more: More = {}): Ask<string> => ({ kind: "text", long: false, label, ...more });
export const choice = <Name extends EnumName>(of: Name, label: ActText, more: More = {}): Ask<ValueOf<Name>> => ({
  ...{ kind: "choice", of, label },
  ...more,
});
export const oneOf = (label: ActText, from: (complaint: Case) => Option[], more: More = {}): Ask<string> => ({
  ...{ kind: "oneOf", from, label },
  ...more,
});
/** Any number of them, none included. */
export const someOf = (label: ActText, from: (complaint: Case) => Option[], more: More = {}): Ask<string[]> => ({
  ...{ kind: "someOf", from, label },
  ...more,
});
export const money = (label: ActText, more: More = {}): Ask<number> => ({ kind: "money", label, ...more });
export const number = (label: ActText, more: More = {}): Ask<number> => ({ kind: "number", label, ...more });
/** A day in the past or today. */
export const day = (label: ActText, more: More = {}): Ask<string> => ({ kind: "day", label, ...more });
export const stars = (label: ActText): Ask<number> => ({ kind: "stars", label });
export const yesNo = (label: ActText, yes: ActText, no: ActText): Ask<boolean> => ({ kind: "yesNo", label, yes, no });
export const given = <T>(value: (complaint: Case) => T | undefined): Ask<T> => ({ kind: "given", value });

export type Values = Record<string, unknown>;

interface ActOptions {
  /** The consequences, shown before the action is taken. */
  leadsTo?: ActText;
  danger?: true;
  /** Shows the offer concerned above the form. */
  about?: "OFFER";
  initial?: (complaint: Case) => Values;
}

export interface ActForm extends ActOptions {
  document: TypedDocumentNode<unknown, { input: Values & { clientMutationId?: string | null } }>;
  asks: Record<string, AskShape>;
  /** Its input names the case and the version that was shown. */
  namesCase: boolean;
}

type AsksOf<Input, Without = never> = {
  [Name in Exclude<keyof Input, "clientMutationId" | Without>]-?: Ask<NonNullable<Input[Name]>>;
};
type Document<Input> = TypedDocumentNode<unknown, { input: Input }>;

const erase = <Input>(document: Document<Input>): ActForm["document"] => document as unknown as ActForm["document"];

/** A form for a command on the case: if a field of its input is missing, the code does not compile. */
export const act = <Input extends { complaintId: string }>(
  document: Document<Input>,
  asks: AsksOf<Input, "complaintId" | "expectedVersion">,
  options: ActOptions = {},
): ActForm => ({ document: erase(document), asks, namesCase: true, ...options });

/** The same for a command on an object within the case. */
export const actInside = <Input>(
  document: Document<Input>,
  asks: AsksOf<Input>,
  options: ActOptions = {},
): ActForm => ({ document: erase(document), asks, namesCase: false, ...options });
