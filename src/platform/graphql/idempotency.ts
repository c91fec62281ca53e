import { createHash } from "node:crypto";
import { Entity, Index, PrimaryColumn, Unique } from "typeorm";
import { Field, InputType, ObjectType } from "type-graphql";
import { Code, Instant, Json, Line } from "../database/columns";
import type { Database } from "../database/database";
import { UniqueViolation } from "../database/faults";
import type { Swept } from "../database/sweep-due";
import type { Tx } from "../database/tx";
import type { Actor } from "../identity/actor";
import { newId } from "../ids";
import { Refusal } from "../refusal";
import { DAY } from "../time";
import { TextField } from "./text-field";

/** How mutations describe their one argument. */
export const INPUT = { description: "The arguments of this request; see the fields of its type." };

@InputType({ description: "What every mutation's input may contain." })
export abstract class MutationInput {
  @TextField({
    max: 128,
    nullable: true,
    description:
      "A name the client chooses for this one request, e.g. a UUID. Sending the same request again under the same name returns the first result instead of executing it twice (kept for 7 days); another request under a used name is refused IDEMPOTENCY_MISMATCH. Returned as sent.",
  })
  clientMutationId?: string;
}

/** For mutations of people who are not signed in yet, and for those that return secrets: nothing of them is stored. */
@InputType({ description: "What the input of a mutation whose result is not stored under a name contains." })
export abstract class UnrememberedInput {
  @TextField({
    max: 128,
    nullable: true,
    description:
      "A name the client chooses for this one request. It is returned as sent and has no other effect: it does not keep the request from being executed twice.",
  })
  clientMutationId?: string;
}

@ObjectType({ simpleResolvers: true, description: "What every mutation returns." })
export abstract class MutationPayload {
  @Field(() => String, { nullable: true, description: "`clientMutationId` as it was sent; null when none was." })
  clientMutationId?: string | null;
}

@Entity("idempotency_record")
@Unique(["accountId", "mutation", "clientMutationId"])
@Index(["createdAt"])
export class IdempotencyRecord {
  static readonly idPrefix = "idm";

  @PrimaryColumn("varchar", { length: 40 })
  id: string;

  @Code()
  accountId: string;

  @Code({ length: 64 })
  mutation: string;

  @Line(128)
  clientMutationId: string;

  @Line(64)
  requestDigest: string;

  @Json()
  result: Record<string, string | null>;

  @Instant()
  createdAt: number;
}

type Result = Record<string, string | null>;

/**
 * The record is written in the command's own transaction, so a result is stored exactly when the command took effect. Whether there is one
 * already is asked with what the command reads first, before it, in one round trip; what a repeated request began is rolled back.
 */
export async function runOnce<R extends Result>(
  database: Database,
  actor: Actor,
  mutation: string,
  input: MutationInput,
  work: (tx: Tx, actor: Actor) => Promise<R>,
): Promise<R> {
  const { clientMutationId } = input;
  if (!clientMutationId) return database.transact((tx) => work(tx, actor));
  const key = { accountId: actor.accountId, mutation, clientMutationId };
  // With its defaults, which stay as they are: what comes to an input later has none (docs/releases.md).
  const requestDigest = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  try {
    return await database.transact(async (tx) => {
      const refuseDone = async (): Promise<void> => {
        const known = await tx.findOne(IdempotencyRecord, key);
        if (known) throw new DoneBefore(known);
      };
      askAgain.set(tx, refuseDone);
      const asked = refuseDone();
      const working = (async () => work(tx, actor))();
      // Its failure is told below, unless it was done before: then it ends where it next asks the transaction for something.
      working.catch(() => undefined);
      await asked;
      const result = await working;
      tx.insert(IdempotencyRecord, { id: newId(IdempotencyRecord), ...key, requestDigest, result, createdAt: tx.now });
      return result;
    });
  } catch (error) {
    if (error instanceof DoneBefore) return firstResult<R>(error.record, requestDigest);
    // Of two at once under one name whoever comes second finds the other's result, or was refused because of what the other did.
    const mayBeDone = error instanceof Refusal || error instanceof UniqueViolation;
    const known = mayBeDone ? await database.findOne(IdempotencyRecord, key) : null;
    if (known) return firstResult<R>(known, requestDigest);
    throw error;
  }
}

const askAgain = new WeakMap<Tx, () => Promise<void>>();

/**
 * For a command that does something outside of its transaction, once it holds its locks: of two requests at once under one name the second
 * has asked whether it was done before the first was. It ends here, as any that is repeated.
 */
export const endIfDone = async (tx: Tx): Promise<void> => askAgain.get(tx)?.();

/** Ends the transaction of a request whose result is stored. */
class DoneBefore extends Error {
  constructor(readonly record: IdempotencyRecord) {
    super("a request that was executed before");
  }
}

const KEPT_MS = 7 * DAY;

/** Results are kept for seven days, as the schema says. Reads first: on SQLite even an empty deletion holds up other writers. */
export async function forgetOldResults({ database, clock }: Swept): Promise<void> {
  const before = clock.now() - KEPT_MS;
  const old = await database.query("SELECT id FROM idempotency_record WHERE created_at < ? LIMIT 1", [before]);
  if (old.length > 0)
    await database.transact(async (tx) => tx.execute("DELETE FROM idempotency_record WHERE created_at < ?", [before]));
}

function firstResult<R extends Result>(record: IdempotencyRecord, requestDigest: string): R {
  if (record.requestDigest !== requestDigest)
    throw new Refusal("IDEMPOTENCY_MISMATCH", { field: "input.clientMutationId" });
  return record.result as R;
}
