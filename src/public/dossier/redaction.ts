/** What whoever asks for a dossier wants withheld beyond what its reader may not see anyway. Without fields: all of it. */
export interface Redaction {
  id: string;
  fields: string[] | null;
}
