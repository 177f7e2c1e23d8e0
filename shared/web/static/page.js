// Only makes quicker what the page does without it.
import "./theme.js";
import "./zone.js";
import "./counter.js";
import "./suggest.js";
import "./picked.js";
