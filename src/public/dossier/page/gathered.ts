import type { RecordLine } from "../archive/case-json";

/** Kinds of which a case may have very many; these are streamed instead. */
const MANY: ReadonlySet<unknown> = new Set(["message", "evidence"]);

/** The records of the kinds of which a case has few, by kind. */
export class Gathered {
  private readonly byKind = new Map<unknown, RecordLine[]>();

  static async from(records: AsyncIterable<RecordLine>): Promise<Gathered> {
    const gathered = new Gathered();
    for await (const line of records) {
      const kind = line.fields.record;
      if (MANY.has(kind)) continue;
      const known = gathered.byKind.get(kind);
      if (known) known.push(line);
      else gathered.byKind.set(kind, [line]);
    }
    return gathered;
  }

  all(kind: string): readonly RecordLine[] {
    return this.byKind.get(kind) ?? [];
  }

  one(kind: string): RecordLine | undefined {
    return this.all(kind)[0];
  }

  /** The records whose field has this value. */
  of(kind: string, field: string, value: unknown): readonly RecordLine[] {
    return this.all(kind).filter(({ fields }) => value !== undefined && fields[field] === value);
  }
}

export async function* onlyOf(kind: string, records: AsyncIterable<RecordLine>): AsyncGenerator<RecordLine> {
  for await (const line of records) if (line.fields.record === kind) yield line;
}
