import { css } from "lit";

/** A page in front of the staff's applications: one card, and the switches above it. */
export const doorStyles = css`
  header {
    display: flex;
    justify-content: flex-end;
    padding: var(--space-4);
  }
  main {
    display: grid;
    align-content: center;
    justify-items: center;
    padding: 0 var(--space-4) 12vh;
  }
  :host {
    display: grid;
    grid-template-rows: auto 1fr;
    min-height: 100dvh;
  }
  .card {
    width: min(24rem, 100%);
    padding: var(--space-6);
    border: 1px solid var(--color-line);
    border-radius: var(--radius-l);
    background: var(--color-surface);
    box-shadow: var(--shadow-m);
  }
  h1 {
    font-size: var(--text-xl);
    line-height: var(--leading-tight);
  }
`;
