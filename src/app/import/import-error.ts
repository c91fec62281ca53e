/** Why the import cannot continue, for the person who started it. */
export class ImportError extends Error {
  override name = "ImportError";

  static of(path: string, error: unknown): ImportError {
    if (error instanceof ImportError) return error;
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: `There is no file ${path}.`,
      EISDIR: `${path} is a folder, not a file.`,
      EACCES: `${path} may not be opened: permission denied.`,
    };
    return new ImportError(reasons[code ?? ""] ?? `${path}: ${message}`, { cause: error });
  }
}
