import { css } from "lit";

/** A titled list in the inbox: its heading with a count, its items, and the words where there are none. */
export const sectionStyles = css`
  h2 {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    margin: var(--space-2) 0;
    color: var(--color-ink-soft);
    font-size: var(--text-s);
    font-weight: var(--weight-bold);
  }
  ul {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .empty {
    padding: var(--space-3);
    border: 1px dashed var(--color-line);
    border-radius: var(--radius-m);
  }
`;
