import type { Note, StaffMessage } from "../../shared/staff-protocol";

/** What stands in the transcript: a message, or a note between two of them. */
export type StoryItem =
  | { key: string; at: string; message: StaffMessage; note: null }
  | { key: string; at: string; message: null; note: Note };

/** Messages by their numbers with each note below the message it was written after. */
export function storyOf(messages: readonly StaffMessage[], notes: readonly Note[]): StoryItem[] {
  const story: StoryItem[] = [];
  let next = 0;
  const takeNotes = (below: number): void => {
    for (; next < notes.length && notes[next]!.after_seq < below; next += 1) {
      const note = notes[next]!;
      story.push({ key: note.id, at: note.created_at, message: null, note });
    }
  };
  for (const message of messages) {
    takeNotes(message.seq);
    story.push({ key: String(message.seq), at: message.created_at, message, note: null });
  }
  takeNotes(Infinity);
  return story;
}
