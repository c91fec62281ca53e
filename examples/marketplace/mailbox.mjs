import { once } from "node:events";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** Where all mail of the story ends up. */
export async function openMailbox() {
  const mails = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  // A sender that hangs up, as one that is being stopped does, ends its own connection and nothing else.
  server.on("error", (error) => console.error(`mailbox: ${error.message}`));
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    url: `smtp://localhost:${server.server.address().port}`,
    /** What matches in the newest mail that has it. */
    find: (pattern) => mails.map(({ text }) => pattern.exec(text ?? "")).findLast(Boolean) ?? null,
    subjects: () => mails.map(({ subject }) => subject),
    close: () => new Promise((closed) => server.close(closed)),
  };
}
