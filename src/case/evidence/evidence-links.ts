import { FileLinks } from "../../platform/uploads/file-links";

export const evidenceLinks = new FileLinks("evidence");
