import { lifecycleDiagram } from "../../case/complaints/lifecycle-diagram.pure";

/** Prints the case's table as the Mermaid diagram that docs/case.md shows; a test compares them. */
process.stdout.write(`${lifecycleDiagram()}\n`);
