// Put before every script of the site: what would stand in the console, or was refused by the policy, in the page
// and in its workers, is kept in `photofinishTold` of the page, in any browser.
if (!self.photofinishTold) {
    const told = self.photofinishTold = [];
    const channel = new BroadcastChannel('photofinish-told');
    const isPage = typeof document !== 'undefined';
    const tell = (text) => isPage ? told.push(text) : channel.postMessage(`${self.name || 'service worker'}: ${text}`);
    channel.onmessage = ({ data }) => told.push(data);
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
        tell(`refused by ${effectiveDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`));
    addEventListener('error', ({ message, target }) => tell(message ?? `did not come: ${target.src ?? target.href}`), true);
    addEventListener('unhandledrejection', ({ reason }) => tell(`nobody caught ${reason}`));
    for (const level of ['error', 'warn']) {
        const say = console[level];
        console[level] = (...all) => { tell(`${level}: ${all.join(' ')}`); say.apply(console, all); };
    }
}
