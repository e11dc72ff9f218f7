// Chromium tells the role and the name of an element as assistive technology gets them. For the other browsers
// this is as much of the rules as our pages need (https://www.w3.org/TR/html-aam-1.0/, https://www.w3.org/TR/accname-1.2/);
// their drivers can be asked for a single element, which `Page::spoken` does.
const roleOf = (element) => {
    if (element.computedRole !== undefined) return element.computedRole;
    if (!element.checkVisibility()) return 'none';
    const ofInput = { checkbox: 'checkbox', radio: 'radio', range: 'slider' };
    const ofTag = {
        A: 'link', BUTTON: 'button', FOOTER: 'contentinfo', H1: 'heading', H2: 'heading', LI: 'listitem', OL: 'list', OUTPUT: 'status',
        PROGRESS: 'progressbar', SECTION: 'region', SELECT: 'combobox', TABLE: 'table', TEXTAREA: 'textbox', UL: 'list',
    };
    const { tagName, type } = element;
    return element.getAttribute('role') ?? (tagName === 'INPUT' ? ofInput[type] ?? 'textbox' : ofTag[tagName] ?? 'generic');
};
const nameOf = (element) => {
    if (element.computedName !== undefined) return element.computedName;
    const texts = (elements) => elements.map((each) => each.textContent.trim()).join(' ');
    const by = element.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)).filter(Boolean);
    if (by) return texts(by);
    const said = element.getAttribute('aria-label');
    if (said) return said;
    if (element.labels?.length) return texts([...element.labels]);
    if (element.caption) return texts([element.caption]);
    return ['BUTTON', 'A', 'H1', 'H2'].includes(element.tagName) ? texts([element]) : '';
};
// Asking for the role of an element takes Chromium as long as the page is large, so only what can have it is asked.
const NATIVE = {
    button: 'button, summary, input', checkbox: 'input', combobox: 'select, input', contentinfo: 'footer', dialog: 'dialog',
    form: 'form', grid: 'table', group: 'fieldset, details, optgroup', heading: 'h1, h2, h3, h4, h5, h6', img: 'img, svg, canvas',
    link: 'a', list: 'ul, ol, menu', listitem: 'li', main: 'main', navigation: 'nav', option: 'option', progressbar: 'progress',
    radio: 'input', region: 'section', slider: 'input', status: 'output', tab: '', tablist: '', tabpanel: '', alert: '', listbox: 'select',
    table: 'table', textbox: 'input, textarea', searchbox: 'input', spinbutton: 'input', term: 'dt, dfn', definition: 'dd',
};
const byRole = () => {
    const [role] = arguments;
    const native = NATIVE[role] ?? '*';
    const able = document.body.querySelectorAll([native, `[role~="${role}"]`].filter(Boolean).join());
    return [...able].filter((element) => roleOf(element) === role);
};
const byName = () => byRole().filter((element) => nameOf(element) === arguments[1]);
