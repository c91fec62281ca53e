import "reflect-metadata";
import "../messages";
import { setFlagsFromString } from "node:v8";
import { runRedress } from "./run-redress";

// Of a long run's garbage V8 lets several times as much lie as is in use. As much as is in use costs the intake a tenth more of processor
// time, and saves it a fifth of its memory; a fixed bound would end a run that needs more.
setFlagsFromString("--heap-growing-percent=100");

void runRedress(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
