import { FileLinks } from "../../platform/uploads/file-links";

export const dossierLinks = new FileLinks("dossiers");
