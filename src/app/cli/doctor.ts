import type { Command, Option } from "commander";
import { parseConfig } from "../../config";
import { EXIT } from "./exit.table";
import { particularsOf, tell } from "./on-database";
import type { Terminal } from "./terminal";

/** `redress doctor`. */
export function addDoctor(redress: Command, json: Option, terminal: Terminal): void {
  redress
    .command("doctor")
    .description(
      "Looks at everything that a server with these settings needs: database, files, Redis, scanner, clocks, limits. Changes no data. Exit code 5 when there is a problem.",
    )
    .addOption(json)
    .action(async (...given) => {
      const config = parseConfig(terminal.env);
      const { examine } = await import("../upkeep/examine.js");
      const findings = await examine(config, terminal.env);
      const problems = findings.filter(({ state }) => state === "problem").length;
      const lines = findings.map(({ about, state, text }) => `${state.padEnd(8)}  ${about}: ${text}`);
      tell(terminal, particularsOf(given), [
        { problems, findings },
        [...lines, problems > 0 ? `${problems} to mend.` : "Nothing to mend."].join("\n"),
        problems > 0 ? EXIT.NOT_AS_IT_MUST_BE : 0,
      ]);
    });
}
