import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../shared/base-styles";
import { LocaleController } from "../shared/i18n";
import { money } from "../shared/money";
import { PICTURES } from "./product-pictures";
import type { Product } from "./products";
import { i18n } from "./strings";

/**
 * A product on the shelf.
 *
 * @fires add - put into the basket
 */
@customElement("product-card")
export class ProductCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      article {
        display: grid;
        grid-template-rows: auto 1fr auto;
        height: 100%;
        overflow: hidden;
        border: 1px solid var(--color-line);
        border-radius: var(--radius-l);
        background: var(--color-raised);
      }
      .picture {
        width: 100%;
        height: auto;
      }
      h3 {
        margin: var(--space-3) var(--space-4) 0;
        font-size: var(--text-m);
        font-weight: var(--weight-medium);
        line-height: 1.35;
      }
      .buy {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-4) var(--space-4);
      }
      .price {
        font-weight: var(--weight-bold);
        font-size: var(--text-l);
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) product!: Product;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override render() {
    const name = i18n.t(`product_${this.product.id}`);
    const { ground, drawing } = PICTURES[this.product.id];
    return html`
      <article>
        <svg class="picture" viewBox="0 0 240 200" aria-hidden="true">
          <rect width="240" height="200" fill=${ground} />
          <ellipse cx="120" cy="174" rx="96" ry="7" fill="#000" opacity=".09" />
          ${drawing}
        </svg>
        <h3>${name}</h3>
        <div class="buy">
          <span class="price">${money(this.product.price, "PLN", i18n.language)}</span>
          <button
            class="button"
            aria-label=${i18n.t("add_named", { name })}
            @click=${() => this.dispatchEvent(new Event("add"))}
          >
            ${i18n.t("add")}
          </button>
        </div>
      </article>
    `;
  }
}
