import { Transform, type TransformCallback } from "node:stream";

/** Of a trigger, as `mariadb-dump` and `mysqldump` write it. A row never begins a line so. */
const DEFINER = /^(\/\*!50003 CREATE\*\/ )\/\*!50017 DEFINER=`(?:[^`]|``)*`@`(?:[^`]|``)*`\*\/ /gm;

/** Triggers in such a dump, and nothing else, are between these lines. */
const TRIGGERS = /^DELIMITER ;;\n[^]*?^DELIMITER ;\n/gm;
const TRIGGERS_BEGIN = /^DELIMITER ;;$/m;

/**
 * A dump whose triggers belong to whoever imports it: they were made by a user whom another server need not have, and only administrators may
 * make something in another's name.
 */
export class WithoutDefiner extends Transform {
  /** The line that has not ended yet. */
  private begun: string[] = [];

  constructor(private readonly keepsTriggers: boolean) {
    super();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    // Each byte a character: whatever the dump's encoding is, nothing else of it changes.
    const text = chunk.toString("latin1");
    const end = text.lastIndexOf("\n") + 1;
    if (end > 0) this.send(text.slice(0, end));
    this.begun.push(text.slice(end));
    done();
  }

  override _flush(done: TransformCallback): void {
    this.send("");
    done();
  }

  private send(end: string): void {
    const lines = this.begun.join("") + end;
    this.begun = [];
    if (this.keepsTriggers) this.pass(lines.replace(DEFINER, "$1"));
    else {
      const others = lines.replace(TRIGGERS, "");
      const begin = others.search(TRIGGERS_BEGIN);
      // The rest of it has not come yet.
      if (begin >= 0) this.begun.push(others.slice(begin));
      this.pass(begin < 0 ? others : others.slice(0, begin));
    }
  }

  private pass(lines: string): void {
    this.push(Buffer.from(lines, "latin1"));
  }
}
