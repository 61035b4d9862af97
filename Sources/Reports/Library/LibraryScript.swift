/// The one script of the library's page: buttons in the headings that sort, and a search.
enum LibraryScript {
    /// The script. It reads and moves rows and makes no markup of any text.
    static let text = """
        (() => {
        "use strict";
        const table = document.getElementById("songs-table");
        if (!table) return;
        const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], rows = [...body.rows];
        const found = document.getElementById("found"), search = document.getElementById("search");
        const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
        const key = (row, column) => {
          const cell = row.cells[column];
          if (cell.dataset.v !== undefined) return cell.dataset.v === "" ? null : Number(cell.dataset.v.replace("\\u2212", "-"));
          const text = cell.textContent.trim();
          return text === "" || text === "\\u2013" ? null : text;
        };
        const compare = (a, b) => typeof a === "number" ? a - b : collator.compare(a, b);
        heads.forEach((head, column) => {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = head.textContent;
          head.textContent = "";
          head.append(button);
          button.addEventListener("click", () => {
            const down = head.getAttribute("aria-sort") === "ascending";
            heads.forEach(other => other.removeAttribute("aria-sort"));
            head.setAttribute("aria-sort", down ? "descending" : "ascending");
            const keyed = rows.map((row, place) => ({ row, place, value: key(row, column) }));
            keyed.sort((a, b) => {
              if (a.value === null || b.value === null) return (a.value === null) - (b.value === null) || a.place - b.place;
              return (down ? -1 : 1) * compare(a.value, b.value) || a.place - b.place;
            });
            body.append(...keyed.map(entry => entry.row));
          });
        });
        const texts = rows.map(row => row.textContent.toLocaleLowerCase());
        const show = () => {
          const words = search.value.toLocaleLowerCase().split(/\\s+/).filter(Boolean);
          let count = 0;
          rows.forEach((row, place) => {
            row.hidden = !words.every(word => texts[place].includes(word));
            if (!row.hidden) count += 1;
          });
          found.textContent = words.length ? count + " of " + rows.length : "";
        };
        search.addEventListener("input", show);
        document.getElementById("tools").hidden = false;
        show();
        })();
        """
}
