// Before anything is shown: after a quick exit, Back, Forward and pages that the browser kept show nothing.
(() => {
  const AWAY = "away.html";
  if (location.pathname.endsWith("/" + AWAY)) return; // or it would lead to itself for ever
  const style = document.documentElement.style; // set this way, the policy allows it
  const left = () => {
    try { return sessionStorage.getItem("x") === "1"; } catch { return false; }
  };
  const goAway = () => {
    style.setProperty("display", "none", "important");
    location.replace(AWAY); // in place of this entry: the next Back cannot find it either
  };
  if (left()) {
    // A browser that cannot tell shows the page, or nobody could come back in this tab.
    const how = performance.getEntriesByType("navigation")[0]?.type ?? "navigate";
    if (how === "navigate") sessionStorage.removeItem("x"); // somebody came here on purpose
    else goAway();
  }
  // A kept page comes back as last painted, before any script runs: so it is put away unpainted.
  addEventListener("pagehide", (event) => {
    if (event.persisted) style.visibility = "hidden"; // "display" would lose the place on the page
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted && left()) goAway();
    else style.visibility = "";
  });
  addEventListener("click", (event) => { // for the seconds before page.js is here, which acts first
    if (event.defaultPrevented || !event.target.closest("#leave")) return;
    event.preventDefault();
    try { sessionStorage.setItem("x", "1"); } finally { goAway(); }
  });
})();
