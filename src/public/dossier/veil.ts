import { Account } from "../../accounts/account.entity";
import type { LoggedEvent } from "../../platform/database/event.entity";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { Audience } from "../../case/complaints/complaint.policy";
import { evidencePolicy } from "../../case/evidence/evidence.policy";
import { isIdOf } from "../../platform/ids";
import { isFieldShown, isShown, type Guard, type View } from "./dossier.policy";
import type { CaseRecord } from "./records/case-record";
import type { Redaction } from "./redaction";

const GUARDS: readonly string[] = ["PERSON", "INTERNAL", "COLLEAGUE", "LICENCE"] satisfies Guard[];
const isGuard = (guard: Guard | Audience): guard is Guard => GUARDS.includes(guard);

/** What of the case this reader does not get to see: by the policies, and by the wish of whoever asked for the dossier. */
export class Veil {
  private readonly wishes: ReadonlyMap<string, string[] | null>;
  /** Wishes that something answered to: `ID` or `ID FIELD`. */
  private readonly granted = new Set<string>();
  /** Words withheld by wish; events that repeat them are silent too. */
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

  /** Of an image that this side submitted, the copy that tells nothing besides the picture. */
  getsCopy(of: Side): boolean {
    const { exporter } = this.view;
    return evidencePolicy.getsCopy(exporter === "STAFF" ? null : exporter, { side: of });
  }

  hidesEvent(event: LoggedEvent): boolean {
    const id = eventId(event);
    const wished = this.wishes.get(id) === null;
    if (wished) this.grant(id, []);
    return wished || !isShown(this.view, event.audience as Audience);
  }

  /** Asked after all records: what was withheld there is not to be read here. Accounts are never named. */
  hidesData(event: LoggedEvent, name: string): boolean {
    const id = eventId(event);
    const data: Readonly<Record<string, unknown>> = event.data;
    const value = data[name];
    const wished = this.wishes.get(id)?.includes(name) ?? false;
    if (wished) this.grant(`${id} ${name}`, []);
    if (typeof value !== "string") return wished || this.isSilent(event);
    return wished || isIdOf(Account, value) || this.words.has(value) || this.isSilent(event);
  }

  /** The first wish that nothing answered to; null when all were granted. Asked last. */
  unheard(): string | null {
    const asked = [...this.wishes].flatMap(([id, fields]) => fields?.map((field) => `${id} ${field}`) ?? [id]);
    return asked.find((wish) => !this.granted.has(wish)) ?? null;
  }

  /** It tells of something that was withheld by wish. */
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

/** One of our own names for things, which says nothing by itself. */
const isCode = (value: string): boolean => /^[A-Z][A-Z0-9_-]*$/.test(value);
