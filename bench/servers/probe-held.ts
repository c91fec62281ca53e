import { monitorEventLoopDelay } from "node:perf_hooks";
import { answerParent } from "../support/answer-parent";

/** Loaded into our server before its own code (`node --require`): the longest that it answered nobody, in milliseconds, since it was last asked. */
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

answerParent({
  held: () => {
    const longest = delay.max / 1e6;
    delay.reset();
    return longest;
  },
});
