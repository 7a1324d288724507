import type { StaffMessage } from "../../shared/staff-protocol";

export type Arrival = "complete" | "gap";

/**
 * The messages of one conversation in the order of their numbers, and the cursor: the last number up to which
 * nothing is missing.
 *
 * A number that is known already brings news: mood and language are read after a message is committed.
 */
export class Transcript {
  #messages: readonly StaffMessage[] = [];

  get messages(): readonly StaffMessage[] {
    return this.#messages;
  }

  get cursor(): number {
    return this.#messages.length;
  }

  /** The customer's last message. */
  get lastOfCustomer(): StaffMessage | undefined {
    return this.#messages.findLast((message) => message.author.kind === "customer");
  }

  /** Takes messages in; whatever lies beyond a gap is left for the answer to the next `open`. */
  add(messages: readonly StaffMessage[]): Arrival {
    const all = [...this.#messages];
    let arrival: Arrival = "complete";
    for (const message of [...messages].sort((one, other) => one.seq - other.seq)) {
      if (message.seq > all.length + 1) arrival = "gap";
      else if (!sameReading(all[message.seq - 1], message)) all[message.seq - 1] = message;
    }
    this.#messages = all;
    return arrival;
  }
}

/** Whether nothing has been read out of a message since; then the known one stays, and so does its view. */
function sameReading(known: StaffMessage | undefined, message: StaffMessage): boolean {
  return (
    known !== undefined &&
    known.language === message.language &&
    JSON.stringify(known.mood) === JSON.stringify(message.mood)
  );
}
