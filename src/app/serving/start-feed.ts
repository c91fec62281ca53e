import { ActorDirectory } from "../../accounts/account/actor-directory";
import { HOUSE_RULES_TOPIC, HouseRules } from "../../house-rules/house-rules";
import { Projector } from "../../platform/feed/projection";
import { RedisBell } from "../../platform/feed/redis-bell";
import { RedisLine } from "../../platform/feed/redis-line";
import { Tail } from "../../platform/feed/tail";
import { Leaders } from "../../platform/leaders/leaders";
import { UnderWay } from "../../platform/scheduling/under-way";
import { PROJECTIONS } from "../districts";
import { LED } from "../led";
import type { Data } from "./open-data";
import type { Starting } from "./starting";

export interface Feed {
  tail: Tail;
  line: RedisLine | null;
  /** Staff roles are in force only with a second factor. */
  staffSecondFactor: boolean;
  directory: ActorDirectory;
  /** Projections let them go first. */
  requests: UnderWay;
  leaders: Leaders;
  projector: Projector;
}

/** Whatever follows the log: what is remembered is forgotten at its event, projections read along. */
export async function startFeed({ config, log, begun }: Starting, { database, clock, demo }: Data): Promise<Feed> {
  const tail = await Tail.start(database, log);
  begun.push(() => tail.stop());
  const line = config.redisUrl ? await RedisLine.open(config.redisUrl, log) : null;
  begun.push(() => line?.[Symbol.asyncDispose]());
  const bell = line && new RedisBell(line, () => tail.ring());
  const stopRinging = bell && tail.onNumbered(() => bell.ring());
  begun.push(() => stopRinging?.());
  const staffSecondFactor = config.staffSecondFactor ?? !demo;
  const directory = new ActorDirectory(database, clock, { staffSecondFactor });
  const stopForgetting = tail.observe((event) => {
    for (const topic of event.topicList)
      if (topic.startsWith("account:")) directory.forget(topic.slice("account:".length));
      else if (topic === HOUSE_RULES_TOPIC) HouseRules.forgetIn(database);
  });
  begun.push(stopForgetting);
  const requests = new UnderWay();
  const works = config.roles.has("worker");
  const leaders = works ? await Leaders.start(database, LED, log) : Leaders.none(database, LED, log);
  begun.push(() => leaders.stop());
  const projector = await Projector.start(database, tail, works ? PROJECTIONS : [], log, requests, leaders);
  begun.push(() => projector.stop());
  return { tail, line, staffSecondFactor, directory, requests, leaders, projector };
}
