import { css } from "lit";

/** Form fields, badges, messages and dialogs of the staff's pages, which are denser than the widget. */
export const pageStyles = css`
  .button.compact {
    min-height: 2.25rem;
    padding: var(--space-1) var(--space-3);
    font-size: var(--text-s);
  }
  .button.danger:hover:enabled {
    border-color: var(--color-danger);
    color: var(--color-danger);
  }
  .icon-button.compact {
    width: 2.25rem;
    height: 2.25rem;
  }
  @media (pointer: coarse) {
    .button.compact {
      min-height: var(--target);
    }
    .icon-button.compact {
      width: var(--target);
      height: var(--target);
    }
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  label,
  .label {
    display: block;
    font-size: var(--text-s);
    font-weight: var(--weight-medium);
  }
  .hint {
    color: var(--color-ink-soft);
    font-size: var(--text-s);
  }
  .field {
    display: grid;
    gap: var(--space-1);
    min-width: 0;
  }
  .input {
    width: 100%;
    min-height: 2.5rem;
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--color-line-strong);
    border-radius: var(--radius-s);
    background: var(--color-raised);
  }
  .input::placeholder {
    color: var(--color-ink-soft);
    opacity: 1;
  }
  .input[aria-invalid="true"] {
    border-color: var(--color-danger);
  }
  .field-error {
    color: var(--color-danger);
    font-size: var(--text-s);
  }
  .alert {
    display: flex;
    gap: var(--space-3);
    align-items: flex-start;
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-s);
    background: var(--color-danger-soft);
    color: var(--color-danger);
    font-size: var(--text-s);
  }
  .alert.warning {
    background: var(--color-warning-soft);
    color: var(--color-warning);
  }
  .alert.info {
    background: var(--color-info-soft);
    color: var(--color-info);
  }
  .alert.success {
    background: var(--color-success-soft);
    color: var(--color-success);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    padding: 0.0625rem var(--space-2);
    border-radius: var(--radius-full);
    background: var(--color-sunken);
    color: var(--color-ink);
    font-size: var(--text-xs);
    font-weight: var(--weight-medium);
    line-height: 1.5;
    white-space: nowrap;
  }
  .badge.accent {
    background: var(--color-accent-soft);
    color: var(--color-accent-soft-ink);
  }
  .badge.person {
    background: var(--color-person-soft);
    color: var(--color-person-soft-ink);
  }
  .badge.danger {
    background: var(--color-danger-soft);
    color: var(--color-danger);
  }
  .badge.warning {
    background: var(--color-warning-soft);
    color: var(--color-warning);
  }
  .badge.success {
    background: var(--color-success-soft);
    color: var(--color-success);
  }
  .badge.info {
    background: var(--color-info-soft);
    color: var(--color-info);
  }
  dialog {
    width: min(34rem, calc(100vw - 2rem));
    max-height: calc(100dvh - 2rem);
    padding: var(--space-5);
    border: 1px solid var(--color-line);
    border-radius: var(--radius-m);
    background: var(--color-surface);
    color: var(--color-ink);
    box-shadow: var(--shadow-l);
  }
  dialog::backdrop {
    background: rgb(20 16 13 / 50%);
  }
  dialog h2 {
    font-size: var(--text-l);
    line-height: var(--leading-tight);
  }
  dialog form,
  .stack {
    display: grid;
    gap: var(--space-4);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    justify-content: flex-end;
  }
  kbd {
    display: inline-block;
    min-width: 1.6em;
    padding: 0 var(--space-1);
    border: 1px solid var(--color-line-strong);
    border-bottom-width: 2px;
    border-radius: var(--radius-s);
    background: var(--color-raised);
    font: var(--text-xs) / 1.5 var(--font-mono);
    text-align: center;
  }
`;
