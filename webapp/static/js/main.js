// The one entry: every other module is an enhancement of pages that work without it.
import "./live.js";
import "./keys.js";
import "./copy.js";
import "./recent.js";
import "./check.js";
import "./review.js";

document.documentElement.dataset.js = "";
