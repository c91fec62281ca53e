import "reflect-metadata";
import pino from "pino";
import { PROJECTIONS } from "../../src/app/districts";
import { openDatabase } from "../../src/app/open-database";
import { systemClock } from "../../src/platform/clock";
import { Projector, projectionLead } from "../../src/platform/feed/projection";
import { Tail } from "../../src/platform/feed/tail";
import { Leaders } from "../../src/platform/leaders/leaders";
import { UnderWay } from "../../src/platform/scheduling/under-way";
import { answerParent } from "../support/answer-parent";

/** What a process with the role `worker` does for some projections, from the moment the parent asks. */
async function main([url = "", ...names]: readonly string[]): Promise<void> {
  const log = pino({ level: "error" });
  const projections = PROJECTIONS.filter(({ name }) => names.includes(name));
  const database = await openDatabase({ url, poolSize: 16 }, systemClock);
  const tail = await Tail.start(database, log);
  const leaders = await Leaders.start(database, projections.map(projectionLead), log);
  answerParent({
    leads: () => Object.values(leaders.figures).reduce((sum, one) => sum + one, 0),
    begin: async () => void (await Projector.start(database, tail, projections, log, new UnderWay(), leaders)),
  });
}

void main(process.argv.slice(2));
