import { median } from "./median";
import { costsTable, liveTable, minutesTable, ratiosOf, recordingTable, worksTable } from "./report";
import type { Kept } from "./results";

/** What the ratio to the floor should be at least. */
const GOALS: Record<string, number> = {
  "provider page": 0.65,
  "visitor's provider page": 5,
  "visitor's listing": 5,
  "visitor's rulings": 5,
  "visitor's register": 5,
  "visitor's guides": 5,
  "visitor's rules": 5,
  queue: 0.8,
  "queue, page 100": 0.8,
  "queue, each page": 0.8,
  "case page": 0.7,
  filing: 0.9,
  ruling: 0.9,
};

/** The latest figures of each work, with the run they come from. */
function latest(runs: readonly Kept[]): Map<Kept, Kept["works"]> {
  const found = new Map<string, Kept>();
  for (const run of runs.filter(({ durable }) => !durable)) for (const { name } of run.works) found.set(name, run);
  return new Map(
    [...new Set(found.values())].map((run) => [run, run.works.filter(({ name }) => found.get(name) === run)]),
  );
}

const conditions = ({ at, commit, cases, rounds, processors, load, node, database, durable, file }: Kept): string =>
  `[${at.slice(0, 10)}](../bench/results/${file}), commit ${commit}: ${cases > 0 ? `${cases.toLocaleString("en")} cases, ` : ""}rounds: ${rounds}, processors: ${processors}, load before and at the end: ${load.join(", ")}, Node ${node.slice(1)}, MariaDB ${database.split("-")[0]}${durable ? ", each commit forced to disk" : ""}.`;

/** docs/performance.md, whose every number comes from a run that was kept. */
export function performanceDocument(runs: readonly Kept[]): string {
  const current = [...latest(runs)];
  const durable = runs.filter(({ durable, works }) => durable && works.length > 0).at(-1);
  const recorded = [false, true].flatMap(
    (slower) => runs.filter(({ recording, diskMs = 0 }) => recording && diskMs > 0 === slower).at(-1) ?? [],
  );
  const live = runs.filter((run) => run.live.length > 0).at(-1);
  const lasting = [false, true].flatMap(
    (small) => runs.filter(({ endurance }) => endurance?.smallCaches === small).at(-1) ?? [],
  );
  const blocks = [
    "<!-- npm run bench:report writes this file from bench/results -->",
    "# Speed",
    "How fast the server is, as a ratio to a server written by hand for exactly these requests (`bench/servers/floor.ts`): `node:http`, prepared statements, JSON put together by hand, on the same database in the same run. Before anything is measured both give equal answers and write equal rows. Both, the database and the load share the processors, so only ratios mean something; each is the median of rounds in which the two take turns.",
    "`npm run bench -- --save NAME` measures and keeps the figures, `npm run bench:report` writes this page. What each number means stands in `bench/run.ts`.",
    "![The ratio of each work in every run that was kept](performance.svg)",
    "The plot: the ratio of requests per second in every run that was kept, the latest filled; the long line is the floor's speed, the short one the goal.",
    "## To the floor",
    ...current.flatMap(([run, works]) => [conditions(run), markdown(worksTable(works))]),
    "## What a request costs",
    "Statements and commits as the database counts them, and processor time. What a command makes projections do is measured apart, when they read its events afterwards; `all told` is the whole while they read along, as in production.",
    ...current.map(([, works]) => markdown(costsTable(works))),
    ...(durable
      ? [
          "## With every commit forced to disk",
          "The same with `--durable`: a binary log, and each commit on disk before it is confirmed.",
          conditions(durable),
          markdown(worksTable(durable.works)),
        ]
      : []),
    ...(recorded.length > 0
      ? [
          "## Recording an event",
          "Thirty-two writers at once, with a binary log and each commit on disk before it is confirmed: the same transaction, which locks a row and changes it, without an event and with one, until the last event has its position and is read. The goal is a ratio of 1.4 at most. On a disk that answers at once, what is compared is processor time; on one that takes its time, all writers wait for it together, and the event is less of the whole.",
          ...recorded.flatMap(({ recording, diskMs = 0, ...run }) => [
            `${diskMs > 0 ? `On a disk that takes ${diskMs} ms longer to say that something is on it (\`--disk-ms ${diskMs}\`). ` : ""}${conditions(run)}`,
            markdown(recordingTable(recording ?? { rounds: [] })),
          ]),
        ]
      : []),
    ...(live
      ? [
          "## Live updates",
          "Ours beside a bare broadcast, which has no log, no rights and no cursors, and beside graphql-ws' default; all three send the same texts. Idle memory: of each subscribed connection, after garbage collection.",
          conditions(live),
          markdown(liveTable(live.live)),
        ]
      : []),
    ...(lasting.length > 0
      ? [
          "## Minutes of mixed load",
          "A thousand sockets that are told of four changes a second, and reads over eight connections; memory after garbage collection. What is kept of answers and of events fills up to its bounds, so it is told apart, as the server estimates it; with small bounds it is full from the first minute on.",
          ...lasting.flatMap((run) => [
            `${run.endurance?.smallCaches ? "With small bounds. " : ""}${conditions(run)}`,
            markdown(minutesTable(run.endurance?.minutes ?? [])),
          ]),
        ]
      : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function markdown([head = [], ...rows]: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column < 1 ? "---" : "--:"))), ...rows.map(line)].join("\n");
}

const [LEFT, RIGHT, TOP, ROW] = [140, 30, 24, 34];
const WIDTH = 760;
const MOST = 1.5;

const STYLE = `text { font: 13px system-ui, sans-serif; fill: #57606a } .line { stroke: #d0d7de } .floor { stroke: #57606a } .goal { stroke: #1a7f37; stroke-width: 3 } circle { fill: none; stroke: #0969da } .latest { fill: #0969da }
@media (prefers-color-scheme: dark) { text { fill: #8b949e } .line { stroke: #30363d } .floor { stroke: #8b949e } .goal { stroke: #3fb950 } circle { stroke: #58a6ff } .latest { fill: #58a6ff } }`;

/** A line for each work, a dot for each run. */
export function performancePlot(runs: readonly Kept[]): string {
  const at = (ratio: number): string => (LEFT + (Math.min(ratio, MOST) / MOST) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const names = Object.keys(GOALS);
  const height = TOP + names.length * ROW + 8;
  const line = (name: string, index: number): string => {
    const y = TOP + (index + 0.5) * ROW;
    const dots = runs
      .filter(({ durable }) => !durable)
      .flatMap(({ works }) => works.filter((work) => work.name === name))
      .map((work) => median(ratiosOf(work)));
    const goal = GOALS[name] ?? NaN;
    return [
      `<text x="0" y="${y + 4}">${name}</text>`,
      `<line class="line" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}"/>`,
      `<line class="goal" x1="${at(goal)}" x2="${at(goal)}" y1="${y - 8}" y2="${y + 8}"/>`,
      ...dots.map(
        (ratio, n) =>
          `<circle${n === dots.length - 1 ? ' class="latest"' : ""} cx="${at(ratio)}" cy="${y}" r="5"><title>${ratio.toFixed(2)}</title></circle>`,
      ),
    ].join("\n");
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">
<style>${STYLE}</style>
${[0, 0.5, 1, MOST].map((ratio) => `<text x="${at(ratio)}" y="14" text-anchor="middle">${ratio}</text>`).join("\n")}
<line class="floor" x1="${at(1)}" x2="${at(1)}" y1="${TOP}" y2="${height}"/>
${names.map(line).join("\n")}
</svg>
`;
}
