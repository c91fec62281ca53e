import { answerParent } from "../support/answer-parent";
import { memoryInUse } from "../support/memory";

/** Loaded into a server that ours is compared with, before its own code (`node --require`): reports its memory on request. */
answerParent({ memory: memoryInUse });
