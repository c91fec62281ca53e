/** What the person asking for a dossier wants withheld beyond what its reader may not see anyway. Without fields: the whole record. */
export interface Redaction {
  id: string;
  fields: string[] | null;
}
