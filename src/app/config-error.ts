import { commandNamed } from "./command-named";

/** All problems with the settings at once, each naming its variable. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(
      `The settings are wrong:\n${problems.map((problem) => `  ${problem}`).join("\n")}\n${commandNamed("config")} prints every setting and what it means.`,
    );
    this.name = "ConfigError";
  }
}
