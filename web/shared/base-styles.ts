import { css } from "lit";

/** What every element of ours begins with: box sizes, buttons of one family, one visible focus. */
export const baseStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
    border: 0;
    background: none;
    padding: 0;
    -webkit-tap-highlight-color: transparent;
  }
  button:disabled {
    cursor: default;
    opacity: 0.6;
  }
  a {
    color: var(--color-accent);
    text-underline-offset: 0.15em;
  }
  :focus-visible {
    outline: 2px solid var(--color-focus);
    outline-offset: 2px;
  }
  svg {
    display: block;
    flex: none;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: var(--target);
    padding: var(--space-2) var(--space-4);
    border: 1px solid var(--color-line-strong);
    border-radius: var(--radius-full);
    background: var(--color-raised);
    font-weight: var(--weight-medium);
    transition: background var(--motion-fast);
  }
  .button:hover:enabled {
    background: var(--color-sunken);
  }
  .button.primary {
    border-color: transparent;
    background: var(--color-accent);
    color: var(--color-accent-ink);
  }
  .button.primary:hover:enabled {
    background: var(--color-accent-hover);
  }
  .icon-button {
    display: grid;
    place-items: center;
    flex: none;
    width: var(--target);
    height: var(--target);
    border-radius: var(--radius-full);
    transition: background var(--motion-fast);
  }
  .icon-button:hover:enabled {
    background: color-mix(in srgb, currentColor 10%, transparent);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
