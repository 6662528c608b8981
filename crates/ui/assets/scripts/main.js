// Starts every behaviour once; each attaches itself by data- attributes.
import * as alike from "./alike.js";
import * as board from "./board.js";
import * as busy from "./busy.js";
import * as check from "./check.js";
import * as columns from "./columns.js";
import * as conditions from "./conditions.js";
import * as copy from "./copy.js";
import * as draft from "./draft.js";
import * as drop from "./drop.js";
import * as inline from "./inline.js";
import * as keys from "./keys.js";
import * as live from "./live.js";
import * as look from "./look.js";
import * as menu from "./menu.js";
import * as more from "./more.js";
import * as overlay from "./overlay.js";
import * as page from "./page.js";
import * as pairs from "./pairs.js";
import * as palette from "./palette.js";
import * as poll from "./poll.js";
import * as preview from "./preview.js";
import * as push from "./push.js";
import * as rows from "./rows.js";
import * as selection from "./selection.js";
import * as tip from "./tip.js";
import * as toast from "./toast.js";

// Those that answer a form or a key in their own way come before those that answer all of them.
const behaviours = [
  toast, push, menu, overlay, look, live, more, drop, columns, conditions, draft, inline, board, selection, pairs, rows, keys, palette, tip, check,
  poll, preview, copy, alike, page, busy,
];
for (const behaviour of behaviours) behaviour.start();
