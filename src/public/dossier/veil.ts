import { Account } from "../../accounts/account/account.entity";
import type { LoggedEvent } from "../../platform/database/event.entity";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { Audience } from "../../case/complaints/complaint.policy";
import { getsCopy } from "../../case/evidence/evidence.policy";
import { isIdOf } from "../../platform/ids";
import { isFieldShown, isShown, type Guard, type View } from "./dossier.policy";
import type { CaseRecord } from "./records/case-record";
import type { Redaction } from "./redaction";

const GUARDS: readonly string[] = ["PERSON", "INTERNAL", "COLLEAGUE", "LICENCE"] satisfies Guard[];
const isGuard = (guard: Guard | Audience): guard is Guard => GUARDS.includes(guard);

/** What this reader may not see of the case: by the policies, and by the redactions of the person who asked for the dossier. */
export class Veil {
  private readonly wishes: ReadonlyMap<string, string[] | null>;
  /** Redactions that matched something: `ID` or `ID FIELD`. */
  private readonly granted = new Set<string>();
  /** Texts withheld by redaction; events that repeat them withhold them too. */
  private readonly words = new Set<string>();

  constructor(
    private readonly view: View,
    redactions: readonly Redaction[],
  ) {
    this.wishes = new Map(redactions.map(({ id, fields }) => [id, fields]));
  }

  hidesRecord({ id, audience, fields }: CaseRecord): boolean {
    const wished = this.wishes.get(id) === null;
    if (wished) this.grant(id, Object.values(fields));
    return wished || !isShown(this.view, audience);
  }

  hidesField({ id, fields, guards }: CaseRecord, name: string): boolean {
    const wished = this.wishes.get(id)?.includes(name) ?? false;
    if (wished && name in fields) this.grant(`${id} ${name}`, [fields[name]]);
    const guard = guards?.[name];
    return (wished && name in fields) || (guard !== undefined && !this.passes(guard));
  }

  /** For an image submitted by this side, the copy without metadata. */
  getsCopy(of: Side): boolean {
    const { exporter } = this.view;
    return getsCopy(exporter === "STAFF" ? null : exporter, { side: of });
  }

  hidesEvent(event: LoggedEvent): boolean {
    const id = eventId(event);
    const wished = this.wishes.get(id) === null;
    if (wished) this.grant(id, []);
    return wished || !isShown(this.view, event.audience as Audience);
  }

  /** Called after all records: what was withheld there must not be readable here. Accounts are never named. */
  hidesData(event: LoggedEvent, name: string): boolean {
    const id = eventId(event);
    const data: Readonly<Record<string, unknown>> = event.data;
    const value = data[name];
    const wished = this.wishes.get(id)?.includes(name) ?? false;
    if (wished) this.grant(`${id} ${name}`, []);
    if (typeof value !== "string") return wished || this.isSilent(event);
    return wished || isIdOf(Account, value) || this.words.has(value) || this.isSilent(event);
  }

  /** The first redaction that matched nothing; null when all did. Called last. */
  unheard(): string | null {
    const asked = [...this.wishes].flatMap(([id, fields]) => fields?.map((field) => `${id} ${field}`) ?? [id]);
    return asked.find((wish) => !this.granted.has(wish)) ?? null;
  }

  /** Whether it repeats something that was withheld by redaction. */
  private isSilent({ data }: LoggedEvent): boolean {
    return Object.values(data).some(
      (value) => typeof value === "string" && value.split(" ").some((word) => this.wishes.has(word)),
    );
  }

  private passes(guard: Guard | Audience): boolean {
    return isGuard(guard) ? isFieldShown(this.view, guard) : isShown(this.view, guard);
  }

  private grant(wish: string, values: unknown[]): void {
    this.granted.add(wish);
    for (const value of values) if (typeof value === "string" && !isCode(value)) this.words.add(value);
  }
}

/** As `CaseEvent.id`. */
const eventId = ({ streamId, seq }: LoggedEvent): string => `${streamId}/${seq}`;

/** One of our own code words, which reveals nothing in itself. */
const isCode = (value: string): boolean => /^[A-Z][A-Z0-9_-]*$/.test(value);
