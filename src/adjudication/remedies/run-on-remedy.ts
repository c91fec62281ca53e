import { runOnPart } from "../../case/complaints/run-on-case";
import { Remedy } from "./remedy.entity";

/** Runs a command on a remedy, and returns the case and the remedy. */
export const runOnRemedy = runOnPart("remedy", Remedy);
