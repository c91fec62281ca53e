import "reflect-metadata";
import { Tx } from "../../src/platform/database/tx";
import { answerParent } from "../support/answer-parent";
import { memoryInUse } from "../support/memory";

/**
 * Loaded into our server before its own code (`node --require`): reports its memory, and when the database confirmed that the
 * latest commit is done, by the clock that all processes share.
 */
let committedAt = NaN;
const commit = Object.getOwnPropertyDescriptor(Tx.prototype, "commit")?.value as (this: Tx) => Promise<void>;
Tx.prototype.commit = async function (this: Tx): Promise<void> {
  await commit.call(this);
  committedAt = Number(process.hrtime.bigint()) / 1e6;
};

answerParent({ memory: memoryInUse, committedAt: () => committedAt });
