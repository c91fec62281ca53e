import type { Tx } from "../platform/database/tx";
import type { Reader } from "../platform/database/reader";
import { HOUSE_RULES, type Family, type HouseRule, type LengthRule, type UnitOf } from "./house-rules.table";
import { CalendarDay } from "./calendar-day.entity";
import { PolicyValue } from "./policy-value.entity";
import { MINUTE } from "../platform/time";
import { chinaCalendar, withDays, type Length, type WorkingCalendar } from "./working-time.pure";
import { groupBy } from "../platform/grouping.pure";

const FRESH_FOR = 10_000;

/**
 * What is committed now is known to every node by then, also to one that read just before: what is in force changes later than that,
 * and so on all nodes at the same moment.
 */
export const KNOWN_EVERYWHERE = MINUTE;

/** What every node hears of a change: it need not wait until it reads anew by itself. */
export const HOUSE_RULES_TOPIC = "house-rules";

interface Known {
  values: PolicyValue[];
  days: CalendarDay[];
  /** By a clock that nobody sets: after one that was set back they would be fresh for as long as that. */
  readAt: number;
}

const cache = new WeakMap<object, Known>();
/** Of each database; China's where none was set. */
const calendars = new WeakMap<object, WorkingCalendar>();

const officialOf = (reader: Reader): WorkingCalendar => calendars.get(reader.source) ?? chinaCalendar;

/** The house rules in force: each value is data with an effective date; the first ones are those of the table. */
export class HouseRules {
  private readonly now: number;

  private constructor(
    private readonly values: readonly PolicyValue[],
    private readonly days: readonly CalendarDay[],
    now: number,
    private readonly official: WorkingCalendar,
  ) {
    // The first values are in force from time 0; queries for earlier times find them, too.
    this.now = Math.max(now, 0);
  }

  /** Read at most every ten seconds per database: they change with days of notice. */
  static async inForce(reader: Reader, now: number): Promise<HouseRules> {
    let known = cache.get(reader.source);
    if (!known || performance.now() - known.readAt > FRESH_FOR) {
      const values = await reader.find(PolicyValue, {}, "ORDER BY effective_from DESC");
      const days = await reader.find(CalendarDay, {}, "ORDER BY effective_from");
      known = { values, days, readAt: performance.now() };
      cache.set(reader.source, known);
    }
    return new HouseRules(known.values, known.days, now, officialOf(reader));
  }

  /** For commands that change them, under the lock that serialises these: nothing that was read before. */
  static async readAnew(tx: Tx, now: number): Promise<HouseRules> {
    const values = await tx.find(PolicyValue, {}, "ORDER BY effective_from DESC");
    return new HouseRules(values, await tx.find(CalendarDay, {}, "ORDER BY effective_from"), now, officialOf(tx));
  }

  /** The values that a new database begins with, or these in their place: for what is computed without a database. */
  static ofTable(changed: Partial<Record<HouseRule, Readonly<Record<string, number>>>> = {}): HouseRules {
    const values = Object.entries(HOUSE_RULES).map(([code, [value]]) =>
      Object.assign(new PolicyValue(), {
        id: code,
        code,
        effectiveFrom: 0,
        value: changed[code as HouseRule] ?? value,
      }),
    );
    return new HouseRules(values, [], 0, chinaCalendar);
  }

  /** The official calendar of the office, for everybody who works on this database. */
  static workBy(reader: Reader, calendar: WorkingCalendar): void {
    calendars.set(reader.source, calendar);
  }

  /** The zone of the office's clocks, by which times are told to whoever has not chosen another. */
  static zoneOf(reader: Reader): string {
    return officialOf(reader).timeZone;
  }

  /** Once the change is committed, this node reads anew. */
  static forget(tx: Tx): void {
    tx.onCommit(() => cache.delete(tx.source));
  }

  /** Another node has changed them. */
  static forgetIn(reader: Reader): void {
    cache.delete(reader.source);
  }

  /** As they were, or will be, at another moment. A time that runs from a moment on has the length that was in force then. */
  at(moment: number): HouseRules {
    return new HouseRules(this.values, this.days, moment, this.official);
  }

  /** As if these, too, had been decided. */
  withValues(more: readonly Pick<PolicyValue, "code" | "effectiveFrom" | "value">[]): HouseRules {
    const added = more.map((each) => Object.assign(new PolicyValue(), each));
    const values = [...this.values, ...added].sort((a, b) => b.effectiveFrom - a.effectiveFrom);
    return new HouseRules(values, this.days, this.now, this.official);
  }

  /** As if what was decided in this change had not been. */
  withoutChange(changeId: string): HouseRules {
    return new HouseRules(
      this.values.filter((each) => each.changeId !== changeId),
      this.days,
      this.now,
      this.official,
    );
  }

  /** This moment, and those after it at which something else comes into force. */
  get moments(): number[] {
    const later = this.values.map(({ effectiveFrom }) => effectiveFrom).filter((from) => from > this.now);
    return [this.now, ...new Set(later)].sort((a, b) => a - b);
  }

  /** The working calendar, with the days that the house has set itself. */
  get calendar(): WorkingCalendar {
    const inForce = this.days.filter(({ effectiveFrom }) => effectiveFrom <= this.now);
    return withDays(this.official, new Map(inForce.map(({ date, working }) => [date, working])));
  }

  /** Length of a named time, e.g. `clock.NEGOTIATION`. */
  length(code: LengthRule): Length {
    return this.value(code) as Length;
  }

  number<Rule extends HouseRule>(code: Rule, unit: UnitOf<Rule>): number {
    const number = this.value(code)[unit];
    if (number === undefined) throw new Error(`the policy ${code} has no ${unit}`);
    return number;
  }

  /** All values in force whose code begins so, e.g. `threshold.`. */
  family(prefix: Family): Readonly<Record<string, number>>[] {
    const codes = [...byCode(this.values).keys()].filter((code) => code.startsWith(prefix));
    return codes.filter((code) => this.find(code)).map((code) => this.value(code));
  }

  private find(code: string): PolicyValue | undefined {
    return byCode(this.values)
      .get(code)
      ?.find(({ effectiveFrom }) => effectiveFrom <= this.now);
  }

  /** All numbers of a rule, by their units. */
  value(code: string): Readonly<Record<string, number>> {
    const found = this.find(code);
    if (!found) throw new Error(`no value of the house rule ${code} is in force`);
    return found.value;
  }
}

type ByCode = ReadonlyMap<string, readonly PolicyValue[]>;

const grouped = new WeakMap<readonly PolicyValue[], ByCode>();

/** Those of each code, in their order: a command asks for dozens, and there are hundreds. */
function byCode(values: readonly PolicyValue[]): ByCode {
  const known = grouped.get(values);
  if (known) return known;
  const groups = groupBy(values, ({ code }) => code);
  grouped.set(values, groups);
  return groups;
}
