import { randomBytes } from "node:crypto";
import type { Command, Option } from "commander";
import type { NumberKeys } from "../../market/vetting/renew-number-encryption";
import type { Keys } from "../../platform/database/renew-rows";
import { Sealer } from "../../platform/secrets/sealed";
import { KEPT_UNDER_SECRET, plainOf, type KeptUnderSecret } from "../upkeep/kept-under-secret";
import { EXIT } from "./exit.table";
import { particularsOf, tell, type Place, type Result, type Run } from "./on-database";
import { progressLine } from "./progress-line";
import type { Terminal } from "./terminal";

/** `redress secrets`: changing SECRET without losing what was encrypted or signed under the one before. */
export function addSecrets(redress: Command, run: Run, json: Option, terminal: Terminal): void {
  const secrets = redress.command("secrets").description("SECRET, and what depends on it.");
  secrets
    .command("generate")
    .description(
      "Prints a new secret. Then start every server with it as SECRET and the one before as SECRET_PREVIOUS.",
    )
    .addOption(json)
    .action((...given: unknown[]) => {
      const secret = randomBytes(32).toString("hex");
      tell(terminal, particularsOf(given), [{ secret }, secret]);
    });
  secrets
    .command("status")
    .description(
      "Says how much in the database is encrypted under SECRET, under SECRET_PREVIOUS, and under neither: exit code 5 when something is.",
    )
    .addOption(json)
    .action(run((_, place) => renew(place, false)));
  secrets
    .command("rotate")
    .description("Encrypts under SECRET what is still under SECRET_PREVIOUS, while servers with both run.")
    .addOption(json)
    .action(run((_, place) => renew(place, true)));
}

async function renew({ config, database, terminal }: Place, change: boolean): Promise<Result> {
  const line = progressLine(terminal);
  const sealer = new Sealer(config.secret, config.secretPrevious);
  const found: [KeptUnderSecret, Keys | NumberKeys][] = [];
  try {
    for (const kept of KEPT_UNDER_SECRET) {
      const progress = (done: number, total: number): void => line.progress(kept.progress, done, total);
      found.push([kept, await kept.renew(database, sealer, { change, progress })]);
    }
  } finally {
    line.end();
  }
  const isWrong = found.some(([{ unknown }, keys]) => (unknown && keys.unknown > 0) || plainOf(keys) > 0);
  const byName = Object.fromEntries(found.map(([{ name }, keys]) => [name, keys]));
  return [byName, told(found), isWrong ? EXIT.NOT_AS_IT_MUST_BE : 0];
}

function told(found: readonly [KeptUnderSecret, Keys | NumberKeys][]): string {
  const lines = found.map(
    ([{ what }, { current, earlier }]) => `${what}: ${current} under SECRET, ${earlier} under SECRET_PREVIOUS.`,
  );
  for (const [{ unknown }, keys] of found) {
    if (unknown && keys.unknown > 0) lines.push(`${keys.unknown} ${unknown.status}`);
    if (plainOf(keys) > 0)
      lines.push(
        `${plainOf(keys)} documents have a number that is not encrypted: a server of this version, or redress secrets rotate, does it.`,
      );
  }
  if (found.some(([, { earlier }]) => earlier > 0))
    lines.push("Keep SECRET_PREVIOUS until redress secrets rotate has run.");
  else if (found.every(([, { unknown }]) => unknown === 0))
    lines.push(
      "SECRET_PREVIOUS may go a day after the last server has the new SECRET: until then it opens signed addresses and places in lists. Where mail is sent, it goes to MAIL_SECRETS_PREVIOUS: mails outlive it.",
    );
  return lines.join("\n");
}
