import "reflect-metadata";
import "../messages";
import { runRedress } from "./run-redress";

void runRedress(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
