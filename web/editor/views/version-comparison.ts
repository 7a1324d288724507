import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { FieldChange } from "../../shared/editor-protocol";
import type { Edition } from "../state/edition";
import type { ComparedState } from "../state/team-api";
import { words } from "../words";
import "./difference-list";

/** Sets any two states of an article against each other. */
@customElement("wl-version-comparison")
export class VersionComparison extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) edition!: Edition;
  /** The versions there are, from the newest. */
  @property({ attribute: false }) versions: readonly number[] = [];

  @state() private from: ComparedState = "published";
  @state() private to: ComparedState = "draft";
  @state() private changes: readonly FieldChange[] | null = null;
  @state() private failed = false;

  #asked = "";

  constructor() {
    super();
    new LocaleController(this, words);
  }

  /** Sets a version against the saved draft. */
  show(version: number): void {
    [this.from, this.to] = [version, "draft"];
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("edition")) [this.from, this.to] = ["published", "draft"];
    if (this.from === "published" && !this.edition.stored?.published) this.from = this.versions[0] ?? "draft";
    const { stored } = this.edition;
    const asked = JSON.stringify([
      this.edition.language,
      this.from,
      this.to,
      stored?.draft_revision,
      stored?.version,
    ]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    void this.#compare(asked);
  }

  override render() {
    return html`
      <div class="pair">
        ${this.#choice("from", this.from, words.t("compare_from"))}
        ${this.#choice("to", this.to, words.t("compare_to"))}
      </div>
      ${this.failed ? html`<p class="field-error" role="alert">${words.t("compare_failed")}</p>` : nothing}
      <div role="status">
        ${
          this.changes
            ? html`<wl-difference-list
                .changes=${this.changes}
                lang=${this.edition.language}
              ></wl-difference-list>`
            : nothing
        }
      </div>
    `;
  }

  #choice(side: "from" | "to", chosen: ComparedState, label: string) {
    const states: ComparedState[] = [
      "draft",
      ...(this.edition.stored?.published ? (["published"] as const) : []),
      ...this.versions,
    ];
    return html`
      <div class="field">
        <label for=${side}>${label}</label>
        <select id=${side} class="input" @change=${(event: Event) => this.#chosen(side, event)}>
          ${states.map(
            (one) => html`<option value=${String(one)} ?selected=${one === chosen}>${inWords(one)}</option>`,
          )}
        </select>
      </div>
    `;
  }

  #chosen(side: "from" | "to", event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this[side] = value === "draft" || value === "published" ? value : Number(value);
  }

  async #compare(asked: string): Promise<void> {
    try {
      const changes = await this.edition.compare(this.from, this.to);
      if (asked !== this.#asked) return;
      this.changes = changes;
      this.failed = false;
    } catch {
      if (asked !== this.#asked) return;
      this.changes = null;
      this.failed = true;
    }
  }
}

function inWords(state: ComparedState): string {
  if (typeof state === "number") return words.t("version", { version: state });
  return words.t(state === "draft" ? "saved_draft" : "published_text");
}
