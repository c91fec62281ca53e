type Answers = Record<string, (argument: never) => unknown>;

/** Answers the parent's requests (`Child.ask`). The child ends when its parent is gone. */
export function answerParent(answers: Answers): void {
  process.on("message", ({ id, name, argument }: { id: number; name: string; argument: unknown }) => {
    const answer = answers[name] as ((argument: unknown) => unknown) | undefined;
    Promise.resolve()
      .then(() => {
        if (!answer) throw new Error(`nobody answers ${name}`);
        return answer(argument);
      })
      .then(
        (result) => process.send?.({ id, result }),
        (error: unknown) => process.send?.({ id, error: String(error) }),
      );
  });
  process.once("disconnect", () => process.exit(1));
}
