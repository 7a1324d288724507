/** The demo shop: a plausible page that embeds the widget as any shop would. */

import "../shared/tokens.css";
import "./shop.css";
import "./shop-page";
