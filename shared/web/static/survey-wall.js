// Keeps the number of answers on the wall fresh; a lost connection leaves the last one.
const wall = document.querySelector("[data-survey-wall]");
if (wall) {
  setInterval(async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-live]");
      if (fresh) wall.querySelector("[data-live]").replaceWith(fresh);
      else location.reload();
    } catch {
      // the next time
    }
  }, Number(wall.dataset.surveyWall) * 1000);
}
