import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import type { Command, Option } from "commander";
import { parseConfig } from "../../config";
import { ConfigError } from "../config-error";
import { CannotDo } from "./cannot-do";
import { commandNamed } from "../command-named";
import { particularsOf, tell } from "./on-database";
import type { Terminal } from "./terminal";

interface Options {
  publicUrl: string;
  databaseUrl: string;
  redisUrl?: string;
  proxyHops: string;
}

/** `redress init`: the settings of a server that others reach, as a file for systemd (EnvironmentFile) or a container (--env-file). */
export function addInit(redress: Command, json: Option, terminal: Terminal): void {
  redress
    .command("init")
    .description("Writes a file with a production server's settings and a new SECRET, which only you may read.")
    .argument("<file>", "it must not be there yet")
    .requiredOption("--public-url <url>", "the address that people will use, https://…")
    .requiredOption("--database-url <url>", "mysql://user:password@host:port/database, or sqlite:PATH")
    .option("--redis-url <url>", "where there are several servers")
    .option("--proxy-hops <number>", "how many of your own proxies are in front of it", "1")
    .addOption(json)
    .action(async (...given) => {
      const particulars = particularsOf<Options>(given);
      const [file = ""] = particulars.given;
      const settings = settingsOf(particulars);
      // Everything that is wrong is said now, and not at the first start.
      parseConfig(settings);
      refuseReadDifferently(settings);
      const text = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
      await writeFile(
        file,
        `# Settings of Redress; ${commandNamed("config")} says what each means.\n${text.join("")}`,
        {
          mode: 0o600,
          flag: "wx",
        },
      ).catch(async (error: NodeJS.ErrnoException) => {
        // Half of it, the next attempt would take for settings in use.
        if (error.syscall === "write") await rm(file);
        throw new CannotDo(
          error.code === "EEXIST"
            ? `${file} is there already: its SECRET may be in use.`
            : `${file} cannot be written (${error.code}).`,
        );
      });
      tell(terminal, particulars, [
        { file },
        `${file} is written. Keep a copy of its SECRET apart from the backups.\nNext, with these settings: redress migrate up, redress doctor, redress account create LOGIN --role ADMIN for two people; then start the server.`,
      ]);
    });
}

const settingsOf = ({ publicUrl, databaseUrl, redisUrl, proxyHops }: Options): Record<string, string> => ({
  HOST: "0.0.0.0",
  PUBLIC_URL: publicUrl,
  PROXY_HOPS: proxyHops,
  DATABASE_URL: databaseUrl,
  ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  SECRET: randomBytes(32).toString("hex"),
});

/** What a shell or systemd reads as something else; within quotes it would be, but to containers quotes are part of the value. */
const READ_DIFFERENTLY = /[\s"'`\\$&;|<>()~]/g;

function refuseReadDifferently(settings: Record<string, string>): void {
  const problems = Object.entries(settings).flatMap(([name, value]) => {
    const found = [...new Set(value.match(READ_DIFFERENTLY))];
    if (found.length === 0) return [];
    return `${name}: ${found.join(" ")} would be read differently by shells, systemd and containers; in a password write ${found.map(encoded).join(" ")}`;
  });
  if (problems.length > 0) throw new ConfigError(problems);
}

const encoded = (sign: string): string =>
  [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
