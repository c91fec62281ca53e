import { existsSync } from "node:fs";
import { canInstallDebianPackages, installDebianPackages } from "./lib/debian.mjs";
import { ensureInstalled, runScript } from "./lib/setup.mjs";
import { hasProgram, say } from "./lib/step.mjs";

// The faults and browser tests drive real programs; the tests themselves report and skip what is missing here.
const needed = {
  "mariadb-server": hasProgram("mariadbd"),
  "galera-4": existsSync("/usr/lib/galera/libgalera_smm.so"),
  rsync: hasProgram("rsync"),
  haproxy: hasProgram("haproxy"),
  "redis-server": hasProgram("redis-server"),
  "clamav-daemon": hasProgram("clamd"),
  "nginx-light": hasProgram("nginx"),
  "nats-server": hasProgram("nats-server"),
  // Speaks S3.
  "python3-moto": hasProgram("moto_server"),
  "python3-flask-cors": hasProgram("moto_server"),
  // Checks the rules for alerts.
  prometheus: hasProgram("promtool"),
  openssl: hasProgram("openssl"),
  python3: hasProgram("python3"),
  chromium: hasProgram("chromium") || process.env.CHROMIUM !== undefined,
  "fonts-noto-cjk": existsSync("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
};

ensureInstalled({ compiler: true });
installMissing(Object.keys(needed).filter((name) => !needed[name]));
// The same browser without a desktop's windows, for less than half the work; not every Debian has it, and `chromium` does as well.
if (!hasProgram("chromium-headless-shell") && !process.env.CHROMIUM) installMissing(["chromium-headless-shell"]);
// As it runs for its users: libraries check more, and more slowly, for whoever develops with them.
process.env.NODE_ENV = "production";
// Of a worker's heap: it grew to a gigabyte before it was collected, at no gain. Jest hands its own options on to its workers.
process.execArgv.push("--max-old-space-size=640");
// Of glibc's: with one pool of memory for each thread a worker keeps a hundred megabytes more that nobody uses, at no gain.
process.env.MALLOC_ARENA_MAX ??= "2";
runScript("node_modules/jest/bin/jest.js", process.argv.slice(2));

function installMissing(packages) {
  if (packages.length === 0) return;
  if (canInstallDebianPackages() && installDebianPackages(packages)) return;
  say(`Not installed: ${packages.join(", ")}. On Debian: apt-get install ${packages.join(" ")}`);
}
