// Runs before the first paint: what the page must know at once so that nothing jumps.
const root = document.documentElement;
root.dataset.js = "";
try {
  const rail = localStorage.getItem("kartoteka.rail");
  if (rail) root.dataset.rail = rail;
} catch {
  // A browser that forbids storage simply forgets the fold.
}
