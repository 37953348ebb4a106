// @ts-check
/**
 * What a decision of the safety table says to the person, and which ways on it leaves open. Plain, calm, no guesses.
 *
 * It speaks of the usual pain only where that is known, and promises nothing of the next session: that is the person's.
 */

const CHANGE = { value: "change", label: "Change my answers" };
const END = { value: "end", label: "End the session" };
const SKIP = { value: "skip", label: "Skip to the next exercise" };
const EASE = { value: "ease", label: "Do the easier way now" };
const SPARE = { value: "spare", label: "Do that instead" };
const GO_ON = { value: "go-on", label: "Go on as it was" };

export const EASIER_NEXT_TIME = "Next time, do less of it: the easier way, where there is one.";
const NOT_NAMED = "whatever presses";
const off = (thing) => `Take ${thing === NOT_NAMED ? thing : `the ${thing}`} off.`;
const NO_HARDER = "Next time, make it no harder.";

/**
 * @param {import("./safety.js").Decision} decision
 * @param {{title: string, canEase: boolean, presses?: string, easierPresses?: boolean,
 *   spares?: {title: string, dose_words: string}|null}} exercise
 *   `presses`: what presses on the body, such as `ball`; the easier way may do so too; `spares`: the way without it
 * @returns {{heading: string, texts: string[], choices: {value: string, label: string, name?: string}[]}}
 */
export function offer({ row, action, professional }, exercise) {
  const comesOff = exercise.presses ? [off(exercise.presses)] : [];
  switch (action) {
    case "help":
      return {
        heading: "Get help now",
        texts: [
          "Stop here. Call your local emergency number (112, 999 or 911), or ask somebody near you to call.",
          "Do not exercise again until a clinician has seen you.",
        ],
        choices: [{ value: "help", label: "End the session", name: "main" }, CHANGE],
      };
    case "end":
      return {
        heading: "That is enough for today",
        texts: [
          ...comesOff,
          professional
            ? "Leave all exercises until a professional has looked at it."
            : `With pain like this the session ends here. ${EASIER_NEXT_TIME}`,
          ...(row === 2 && !professional ? ["If it does not go away, ask a professional before you go on with the program."] : []),
        ],
        choices: [{ ...END, name: "main" }, CHANGE],
      };
    case "stop-exercise":
      return {
        heading: "Leave this exercise for today",
        texts: [
          `${comesOff.map((text) => `${text} `).join("")}Let the feeling settle before you move on.`,
          `${EASIER_NEXT_TIME} If the feeling stays, ask a professional before you go on.`,
        ],
        choices: [{ ...SKIP, name: "main" }, END, CHANGE],
      };
    case "easier":
      // Where pressure was too much, the easier way is one only without any.
      if (exercise.presses && exercise.spares) return withoutPressure(comesOff, exercise.spares);
      return exercise.canEase && !(exercise.presses && exercise.easierPresses)
        ? {
            heading: "Take the easier way",
            texts: [
              ...comesOff.map((text) => `${text} Go on only when it has settled.`),
              `With pain like this, do less now. ${NO_HARDER}`,
            ],
            choices: [{ ...EASE, name: "main" }, SKIP, END, CHANGE],
          }
        : {
            heading: "Leave it for today",
            texts: [
              ...comesOff,
              `With pain like this, do no more of this one today. ${NO_HARDER}`,
            ],
            choices: [{ ...SKIP, name: "main" }, END, CHANGE],
          };
    case "finish":
      return {
        heading: "You can finish this one",
        texts: ["Pain of 3 is no reason to stop. Finish if you like; next time it stays the same."],
        choices: [{ ...GO_ON, name: "main" }, ...ways(exercise), CHANGE],
      };
    case "choose":
      return {
        heading: "How would you like to go on?",
        texts: ["Without a number there is no advice to give. If in doubt, do less."],
        choices: [...(exercise.canEase ? [EASE] : []), SKIP, END, GO_ON, CHANGE],
      };
    default:
      return row === 12
        ? {
            heading: "Go on if it feels right",
            texts: ["It is not more than usual for you. Do less if you like; next time it stays the same."],
            choices: [...(exercise.canEase ? [{ ...EASE, name: "main" }] : []), GO_ON, SKIP, END, CHANGE],
          }
        : {
            heading: "That is all right",
            texts: ["Pain like this is fine to work with. Do less if you like."],
            choices: [{ ...GO_ON, name: "main" }, ...ways(exercise), CHANGE],
          };
  }
}

function withoutPressure(comesOff, { title, dose_words }) {
  return {
    heading: "Go on without pressure",
    texts: [
      ...comesOff.map((text) => `${text} Let it settle.`),
      `Then, in its place: ${title}, ${dose_words}. Nothing presses on you in that. ${NO_HARDER}`,
    ],
    choices: [{ ...SPARE, name: "main" }, SKIP, END, CHANGE],
  };
}

const ways = (exercise) => [...(exercise.canEase ? [EASE] : []), SKIP, END];
