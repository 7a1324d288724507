import { LitElement, css, html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { baseStyles } from "../shared/base-styles";
import { LocaleController } from "../shared/i18n";
import type { Language } from "../shared/protocol";
import "./customer-switch";
import "./product-card";
import { PRODUCTS, type Department, type Product } from "./products";
import { i18n, speak } from "./strings";
import "./try-hints";
import { warmline } from "./warmline";

const DEPARTMENTS: (Department | "all")[] = ["all", "home", "garden", "clothing"];
const LANGUAGES: [Language, string][] = [
  ["pl", "Polski"],
  ["en", "English"],
];
const FACTS = ["delivery", "return", "people"] as const;

/** The shop window of *Pod Lipą*. */
@customElement("shop-page")
export class ShopPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      .strip {
        margin: 0;
        padding: var(--space-2) var(--space-4);
        background: var(--color-accent);
        color: var(--color-accent-ink);
        font-size: var(--text-s);
        text-align: center;
      }
      .skip:not(:focus) {
        position: absolute;
        clip-path: inset(50%);
      }
      .wide {
        max-width: 70rem;
        margin: 0 auto;
        padding-inline: var(--space-4);
      }
      header .wide {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-5);
        padding-block: var(--space-3);
      }
      .logo {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        margin: 0 auto 0 0;
        color: var(--color-ink);
        font-family: var(--font-display);
        font-size: var(--text-xl);
        font-weight: var(--weight-bold);
      }
      .languages {
        display: flex;
        gap: var(--space-1);
      }
      .languages button,
      nav button {
        min-height: var(--target);
        padding: 0 var(--space-3);
        border-radius: var(--radius-full);
        color: var(--color-ink-soft);
      }
      .languages button:hover,
      nav button:hover {
        color: var(--color-ink);
      }
      [aria-pressed="true"] {
        background: var(--color-accent-soft);
        color: var(--color-accent-soft-ink) !important;
        font-weight: var(--weight-medium);
      }
      .hero {
        display: grid;
        grid-template-columns: 1.2fr 1fr;
        align-items: center;
        gap: var(--space-6);
        margin-block: var(--space-4) var(--space-6);
        padding: var(--space-7) var(--space-7);
        border-radius: calc(var(--radius-l) * 1.5);
        background: var(--color-accent-soft);
      }
      h1 {
        margin: 0 0 var(--space-3);
        font-family: var(--font-display);
        font-size: clamp(1.9rem, 5vw, 3.1rem);
        font-weight: 600;
        line-height: 1.12;
        text-wrap: balance;
      }
      .hero p {
        max-width: 34ch;
        margin: 0 0 var(--space-5);
        font-size: var(--text-l);
      }
      .tree {
        width: 100%;
        max-height: 17rem;
      }
      .shelf {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
        margin-bottom: var(--space-4);
      }
      h2 {
        margin: 0;
        font-family: var(--font-display);
        font-size: var(--text-2xl);
        font-weight: 600;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        margin-inline-start: calc(-1 * var(--space-3));
      }
      .count {
        margin: 0 0 var(--space-3);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr));
        gap: var(--space-4);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .facts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
        gap: var(--space-4) var(--space-6);
        margin-block: var(--space-7) var(--space-6);
      }
      .facts h3 {
        margin: 0 0 var(--space-1);
        font-size: var(--text-l);
      }
      .facts p {
        margin: 0;
        color: var(--color-ink-soft);
      }
      footer {
        border-top: 1px solid var(--color-line);
        background: var(--color-sunken);
      }
      footer .wide {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        justify-content: space-between;
        gap: var(--space-4) var(--space-6);
        padding-block: var(--space-5) var(--space-8);
      }
      footer p {
        margin: 0 0 var(--space-1);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      @media (max-width: 46rem) {
        .hero {
          grid-template-columns: 1fr;
          gap: var(--space-4);
          padding: var(--space-5);
        }
        .tree {
          order: -1;
          max-height: 9rem;
        }
        .grid {
          grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
        }
      }
    `,
  ];

  @state() private department: Department | "all" = "all";
  @state() private basket: Product[] = [];

  constructor() {
    super();
    new LocaleController(this, i18n);
    document.documentElement.lang = i18n.language;
    warmline("setLocale", i18n.language);
  }

  override render() {
    const products = PRODUCTS.filter(({ department }) => ["all", department].includes(this.department));
    return html`
      <a class="skip" href="#products">${i18n.t("skip")}</a>
      <p class="strip">${i18n.t("strip")}</p>
      <header>
        <div class="wide">
          <p class="logo" lang="pl">${leaf} Pod Lipą</p>
          <customer-switch></customer-switch>
          <div class="languages" role="group" aria-label=${i18n.t("language")}>
            ${LANGUAGES.map(
              ([language, name]) => html`
                <button
                  lang=${language}
                  aria-pressed=${language === i18n.language}
                  @click=${() => this.#speak(language)}
                >
                  ${name}
                </button>
              `,
            )}
          </div>
        </div>
      </header>
      <main class="wide">
        <section class="hero">
          <div>
            <h1>${i18n.t("headline")}</h1>
            <p>${i18n.t("lead")}</p>
            <button class="button primary" @click=${() => warmline("open")}>${i18n.t("help")}</button>
          </div>
          ${tree}
        </section>
        <section id="products" tabindex="-1">
          <div class="shelf">
            <h2>${i18n.t("products")}</h2>
            <nav aria-label=${i18n.t("nav")}>
              ${DEPARTMENTS.map(
                (department) => html`
                  <button
                    aria-pressed=${department === this.department}
                    @click=${() => (this.department = department)}
                  >
                    ${i18n.t(department)}
                  </button>
                `,
              )}
            </nav>
          </div>
          <p class="count" role="status">
            ${i18n.t("products_count", { count: products.length })} ·
            ${this.basket.length ? i18n.t("basket", { count: this.basket.length }) : i18n.t("basket_empty")}
          </p>
          <ul class="grid">
            ${products.map(
              (product) => html`
                <li>
                  <product-card .product=${product} @add=${() => this.#add(product)}></product-card>
                </li>
              `,
            )}
          </ul>
        </section>
        <section class="facts">
          ${FACTS.map(
            (fact) => html`
              <div>
                <h3>${i18n.t(`fact_${fact}`)}</h3>
                <p>${i18n.t(`fact_${fact}_more`)}</p>
              </div>
            `,
          )}
        </section>
      </main>
      <footer>
        <div class="wide">
          <div>
            <p>${i18n.t("address")}</p>
            <p>pomoc@podlipa.example · +48 12 555 01 00</p>
            <p>${i18n.t("footer")}</p>
          </div>
          <try-hints lang=${i18n.language}></try-hints>
        </div>
      </footer>
    `;
  }

  #add(product: Product): void {
    this.basket = [...this.basket, product];
    const items = PRODUCTS.map(({ id }) => ({
      name: i18n.t(`product_${id}`),
      quantity: this.basket.filter((put) => put.id === id).length,
    }));
    const total = this.basket.reduce((sum, { price }) => sum + price, 0);
    warmline("setCart", { items: items.filter(({ quantity }) => quantity), total, currency: "PLN" });
  }

  #speak(language: Language): void {
    speak(language);
    warmline("setLocale", language);
  }
}

const leaf = html`
  <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
    <path
      d="M16 29V17M16 19C5 21 3 12 8 7c3-3 6-2 8 1 2-3 5-4 8-1 5 5 3 14-8 12Z"
      fill="#6d9150"
      stroke="#3f6b41"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
`;

const tree = html`
  <svg class="tree" viewBox="0 0 320 260" aria-hidden="true">
    <ellipse cx="160" cy="240" rx="130" ry="12" fill="#000" opacity=".08" />
    <path d="M152 240c6-40 4-66 2-100h14c-2 34-2 60 6 100Z" fill="#8a6239" />
    <path
      d="M160 16c38 0 52 22 52 40 34 2 52 24 46 50-4 24-28 36-52 32-12 20-34 24-48 16-16 8-38 2-46-16-26 4-48-10-50-34-2-26 18-46 46-48 0-20 18-40 52-40Z"
      fill="#6d9150"
    />
    <path
      d="M112 60c10-22 30-30 52-28M88 104c-4-16 4-28 18-34M204 130c22 0 36-10 40-26M150 104c10-10 24-12 38-6"
      stroke="#88ab69"
      stroke-width="6"
      fill="none"
      stroke-linecap="round"
    />
    <g fill="#f0d27a">
      <circle cx="128" cy="88" r="5" />
      <circle cx="186" cy="70" r="5" />
      <circle cx="220" cy="104" r="5" />
      <circle cx="102" cy="124" r="5" />
      <circle cx="166" cy="130" r="5" />
      <circle cx="158" cy="48" r="5" />
    </g>
    <path
      d="M206 196h66M214 196l-6 44M264 196l6 44M206 182h66M210 182v14M268 182v14"
      stroke="#a9763f"
      stroke-width="8"
      stroke-linecap="round"
    />
  </svg>
`;
