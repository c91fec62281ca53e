import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { canInstallDebianPackages, installDebianPackages } from "./debian.mjs";
import { hasProgram, say } from "./step.mjs";

// The faults and browser tests drive real programs; the tests themselves report and skip what is missing here.
const needed = () => ({
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
});

/** Installs Debian's packages that the tests need and this machine has not; says which, where it cannot. Returns whether all are there. */
export function ensureTestPrograms() {
  const has = needed();
  const all = installMissing(Object.keys(has).filter((name) => !has[name]));
  // The same browser without a desktop's windows, for less than half the work; not every Debian has it, and `chromium` does as well.
  if (!hasProgram("chromium-headless-shell") && !process.env.CHROMIUM) installMissing(["chromium-headless-shell"]);
  return all;
}

function installMissing(packages) {
  if (packages.length === 0) return true;
  if (canInstallDebianPackages() && installDebianPackages(packages)) return true;
  say(`Not installed: ${packages.join(", ")}. On Debian: apt-get install ${packages.join(" ")}`);
  return false;
}

if (resolve(process.argv[1]) === fileURLToPath(import.meta.url)) process.exitCode = ensureTestPrograms() ? 0 : 1;
