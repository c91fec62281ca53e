import { Argument, InvalidArgumentError, type Command, type Option } from "commander";
import { OPERATOR } from "../../accounts/account/record-on-account";
import { WithdrawnSubjects } from "../../accounts/sign-in/withdrawn-subjects";
import { explain } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import { Sealer } from "../../platform/secrets/sealed";
import type { LineResult, Progress } from "../intake/take-in-lines";
import { EXIT } from "./exit.table";
import { givenFile } from "./given-file";
import type { Place, Result, Run } from "./on-database";
import { progressLine } from "./progress-line";

interface Options {
  given: string[];
  from: number;
}

/** `redress intake`: a file of a marketplace's records, as `POST /intake/SOURCE` takes them. */
export function addIntake(redress: Command, run: Run, json: Option): void {
  redress
    .command("intake")
    .description(
      "Takes in a marketplace's records, one JSON object a line, as POST /intake/SOURCE does. May be interrupted: again, it skips what is known.",
    )
    .addArgument(new Argument("<source>", "the source's name, see createMarketplaceSource"))
    .addArgument(new Argument("<file>", "the NDJSON file, of any size"))
    .option("--from <line>", "begin at this line", lineNumber, 1)
    .addOption(json)
    .action(run(takeInFile));
}

function lineNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError("Lines are counted from 1.");
  return Number(text);
}

async function takeInFile({ given: [name = "", path = ""], from }: Options, place: Place): Promise<Result> {
  const { config, database, terminal } = place;
  WithdrawnSubjects.openBy(database, new Sealer(config.secret, config.secretPrevious));
  const file = await givenFile(path);
  const [{ createSchema }, { takeInLines }] = await Promise.all([
    import("../schema.js"),
    import("../intake/take-in-lines.js"),
  ]);
  const source = { database, schema: await createSchema(), name, author: () => Promise.resolve(OPERATOR) };
  const { progress: show, end } = progressLine(terminal);
  let last: Progress | null = null;
  try {
    for await (const { results, progress } of takeInLines(source, file.chunks, from)) {
      last = progress;
      for (const result of results) if (result.obstacle) terminal.stderr.write(`${inWords(result)}\n`);
      show(path, progress.bytes, file.size);
    }
  } finally {
    end();
  }
  const { line = 0, created = 0, updated = 0, unchanged = 0, refused = 0 } = last ?? {};
  const text = `${path}: ${line} lines; ${created} new, ${updated} changed, ${unchanged} known, ${refused} refused.`;
  return [{ line, created, updated, unchanged, refused }, text, refused > 0 ? EXIT.REFUSED : 0];
}

function inWords({ line, kind, externalId, obstacle }: LineResult): string {
  if (!obstacle) return "";
  const what = [kind, externalId].filter(Boolean).join(" ");
  const field = obstacle.field ? `${obstacle.field}: ` : "";
  return `line ${line}${what ? ` (${what})` : ""}: ${field}${explain(new Refusal(obstacle.code, obstacle), "en")}`;
}
