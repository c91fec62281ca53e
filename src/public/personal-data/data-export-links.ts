import { FileLinks } from "../../platform/uploads/file-links";

export const dataExportLinks = new FileLinks("exports");
