import "reflect-metadata";
import { Projector } from "../../src/platform/feed/projection";
import { answerParent } from "../support/answer-parent";

/**
 * Loaded into our server before its own code (`node --require`): its projections read the log only when the parent asks, so that what
 * they cost can be told from what the command costs.
 */
type Start = typeof Projector.start;
const start: Start = Projector.start.bind(Projector);
let begin: (() => Promise<Projector>) | undefined;
Projector.start = (database, tail, projections, ...rest) => {
  begin = () => start(database, tail, projections, ...rest);
  return start(database, tail, [], ...rest);
};

/** While it follows, it projects as in production: at each event. */
let following: Projector | undefined;
const follow = async (): Promise<Projector> => {
  if (!begin) throw new Error("the server has not started its projections");
  return (following ??= await begin());
};

answerParent({
  follow: async () => void (await follow()),
  /** Reads to the log's end, and then no further. */
  catchUp: async () => {
    const projector = await follow();
    await projector.catchUp();
    await projector.stop();
    following = undefined;
  },
});
