/**
 * Suggestions while typing: an ARIA 1.2 combobox over any field with
 * data-suggest (the address that answers {"suggestions": [{text, url}]}).
 * Without this module the field is an ordinary search field.
 */
const PAUSE = 120; // ms after the last key
const LEAST = 2; // characters

class Suggestions {
  constructor(input) {
    this.input = input;
    this.items = [];
    this.active = -1;
    this.list = document.createElement("ul");
    this.list.id = `${input.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.suggestLabel);
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    input.parentElement.append(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.schedule());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // The field keeps the focus while an item is pressed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.click(event));
  }

  schedule() {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trimStart();
    if (text.trim().length < LEAST) { this.close(); return; }
    this.timer = setTimeout(() => this.ask(text), PAUSE);
  }

  async ask(text) {
    this.request = new AbortController();
    const address = new URL(this.input.dataset.suggest, document.baseURI);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.show((await answer.json()).suggestions);
    } catch {
      this.close(); // No suggestions is no error: the form still searches.
    }
  }

  show(items) {
    if (document.activeElement !== this.input) return;
    this.items = items;
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...items.map((item, index) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = item.text;
      return option;
    }));
    this.list.hidden = items.length === 0;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    const { suggestNone, suggestSome } = this.input.dataset;
    this.status.textContent = items.length ? suggestSome.replace("{n}", items.length) : suggestNone;
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }

  move(step) {
    const count = this.items.length;
    // One place more than items: the text as typed.
    this.active = ((this.active + 1 + step + count + 1) % (count + 1)) - 1;
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.active));
    });
    const option = this.list.children[this.active];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.isComposing) return; // Telex and VNI keyboards compose letters.
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && open) {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.follow(this.active);
    }
  }

  click(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.follow([...this.list.children].indexOf(option));
  }

  follow(index) {
    window.location.assign(this.items[index].url);
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Suggestions(input);
