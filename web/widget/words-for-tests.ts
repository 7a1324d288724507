/** Gives a test the widget's sentences, which a browser fetches. */

import en from "./locales/en.json";
import pl from "./locales/pl.json";
import { i18n } from "./strings";

i18n.learn("pl", pl);
i18n.learn("en", en);
