import { useDeferredValue, useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Combobox } from "../design/combobox";
import { defineText, useText } from "../text/language";
import { CourseNameDocument, FindCoursesDocument, type CourseNamedFragment } from "./enrolments.generated";

const text = defineText("courseFilter", { en: { course: "Course" }, zh: { course: "课程" } });

const nameOf = ({ code, current }: CourseNamedFragment): string => current?.title.text ?? code;

/** One of the courses, found by its title. */
export function CourseFilter({
  id,
  onChoose,
}: {
  id: string | null;
  onChoose: (id: string | null) => void;
}): ReactNode {
  const say = useText(text);
  const [typed, setTyped] = useState("");
  const asked = useDeferredValue(typed.trim());
  const chosen = useRead(CourseNameDocument, { id: id ?? "" }, { pause: id === null });
  const found = useRead(FindCoursesDocument, { text: asked || null });
  const course = chosen.data?.course;
  return (
    <Combobox
      label={say("course")}
      chosen={id === null ? null : { name: course ? nameOf(course) : "" }}
      choices={(found.data?.courses.nodes ?? []).map((each) => ({ id: each.id, name: nameOf(each) }))}
      onType={setTyped}
      onChoose={(choice) => onChoose(choice?.id ?? null)}
    />
  );
}
