import { OperationTypeNode } from "graphql";
import { Refusal } from "../refusal";
import type { OperationLog } from "../telemetry/operation-log";
import { turns } from "../scheduling/turns";
import type { Bill, Budget } from "./budget";
import type { Context } from "./context";
import type { DeprecatedUse } from "./deprecated-use";
import type { Kept } from "./kept-answers";
import type { Pipeline, Prepared } from "./pipeline";
import type { RegisteredDocuments, SentOperation } from "./registered-documents";

/** Parsing a document that no one has sent lately costs work whatever comes of it; a cached one costs little. */
const POINTS_A_DOCUMENT = 50;
const CHARACTERS_A_POINT = 2;
const KNOWN_CHARACTERS_A_POINT = 100;
const NAME = /^[_A-Za-z]\w{0,99}$/;
/** A mutation is a transaction on disk, which the cost of its response does not reflect. */
const POINTS_A_CHANGE = 100;

export interface Admitted {
  prepared: ReturnType<Pipeline["prepare"]>;
  bill: Bill;
}

type Named = Pick<SentOperation, "operationName">;

/** What every operation passes before it is executed, over whichever transport it arrives: its cost is charged and its time limit starts. */
export class Admission {
  constructor(
    private readonly pipeline: Pipeline,
    private readonly registered: RegisteredDocuments,
    private readonly budget: Budget,
    private readonly operationMs: number,
    private readonly deprecatedUse: DeprecatedUse,
    private readonly log: OperationLog,
  ) {}

  /** Refuses a sender with no budget left before reading anything of the request. Returns what the request itself has cost. */
  knock(context: Context): Promise<number> {
    return this.telling(context, {}, async () => (await this.budget.charge(context, 1)).cost);
  }

  /**
   * RATE_LIMITED when its sender has not enough left; the cost of parsing is charged before parsing. `reader`: in whose name it is
   * executed, when that is not its sender.
   */
  async admit(sent: SentOperation, sender: Context, before = 0, reader = sender): Promise<Admitted> {
    const began = performance.now();
    const admitted = await this.telling(sender, sent, () => this.admitted(sent, sender, before, reader));
    if ("errors" in admitted.prepared)
      this.tellRefused(sender, sent, admitted.prepared.errors[0]?.extensions.code, began);
    return admitted;
  }

  private async admitted(sent: SentOperation, sender: Context, before: number, reader: Context): Promise<Admitted> {
    const read = await this.budget.charge(sender, this.priceOfReading(sent));
    const request = this.registered.read(sent, sender.actor === null);
    // Only what has to be parsed first blocks for a while.
    const isKnown = typeof request.query === "string" && this.pipeline.knows(request.query);
    const prepared = isKnown ? this.pipeline.prepare(request) : await turns.run(() => this.pipeline.prepare(request));
    if ("errors" in prepared) return { prepared, bill: { ...read, cost: before + read.cost } };
    const paid = await this.budget.charge(sender, priceOf(prepared));
    this.deprecatedUse.note(sender.program, prepared.deprecated);
    // What follows may be compiled first.
    await turns.pass();
    reader.limitTime(this.operationMs);
    return { prepared, bill: { ...paid, cost: before + read.cost + paid.cost } };
  }

  /** What is kept need not be made, or parsed; its text was read all the same. `reader`: as for `admit`. */
  async giveKept(kept: Kept, sender: Context, reader = sender): Promise<void> {
    const began = performance.now();
    const { characters, operationName } = kept;
    const price = Math.floor(characters / KNOWN_CHARACTERS_A_POINT);
    if (price > 0) await this.telling(sender, kept, () => this.budget.charge(sender, price));
    const { requestId, accountId, client, spent } = reader.about;
    this.log.tell({
      requestId,
      accountId,
      client,
      spent,
      kind: "query",
      name: nameIn(operationName),
      field: null,
      outcome: "ok",
      kept: true,
      milliseconds: performance.now() - began,
    });
  }

  /** What is refused before it is executed has its line in the log as well. */
  private async telling<T>(sender: Context, sent: Named, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await work();
    } catch (error) {
      this.tellRefused(sender, sent, error instanceof Refusal ? error.code : "INTERNAL_SERVER_ERROR", began);
      throw error;
    }
  }

  private tellRefused(sender: Context, sent: Named, code: unknown, began: number): void {
    const done = { kind: null, name: nameIn(sent.operationName), field: null, outcome: String(code) };
    this.log.tell({ ...sender.about, ...done, milliseconds: performance.now() - began });
  }

  private priceOfReading({ query }: SentOperation): number {
    if (typeof query !== "string") return 1;
    if (this.pipeline.knows(query)) return 1 + Math.floor(query.length / KNOWN_CHARACTERS_A_POINT);
    return POINTS_A_DOCUMENT + Math.ceil(query.length / CHARACTERS_A_POINT);
  }
}

/** A client may send anything as the name. */
const nameIn = (name: unknown): string | null => (typeof name === "string" && NAME.test(name) ? name : null);

function priceOf({ operation, cost }: Prepared): number {
  if (operation.operation !== OperationTypeNode.MUTATION) return cost;
  return cost + POINTS_A_CHANGE * operation.selectionSet.selections.length;
}
