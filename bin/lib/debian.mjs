import { existsSync, rmSync, writeFileSync } from "node:fs";
import { hasProgram, step } from "./step.mjs";

const policy = "/usr/sbin/policy-rc.d";

let hasLists = false;

export function canInstallDebianPackages() {
  return process.getuid?.() === 0 && hasProgram("apt-get");
}

/** Installs packages without starting their services: tests start their own, on their own ports. */
export function installDebianPackages(packages) {
  const ownPolicy = !existsSync(policy);
  if (ownPolicy) writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    return (
      (hasLists ||= step("Reading Debian's package lists", "apt-get", ["update", "-qq"], quiet)) &&
      step(
        `Installing ${packages.join(", ")}`,
        "apt-get",
        ["install", "-y", "-qq", "--no-install-recommends", ...packages],
        quiet,
      )
    );
  } finally {
    if (ownPolicy) rmSync(policy);
  }
}
