import { lifecycleDiagram } from "../../case/complaints/lifecycle-diagram";

/** Prints the case's table as the Mermaid diagram that the README shows; a test compares them. */
process.stdout.write(`${lifecycleDiagram()}\n`);
