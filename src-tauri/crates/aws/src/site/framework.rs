//! The tools that build sites.

use serde::Serialize;

/// The tool that built a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Framework {
    /// Vite, with React, Vue, Svelte or alone.
    Vite,
    /// Create React App: told by `react-scripts`, or by `asset-manifest.json` beside `static/`.
    CreateReactApp,
    /// The static export of Next.
    Next,
    /// Vue CLI: told by files such as `js/app.1a2b3c4d.js`.
    VueCli,
    /// Angular: told by files such as `main-5INURTSO.js`, or by `<app-root` in the page.
    Angular,
    /// Astro: told by `_astro/`, or by the generator that the page names.
    Astro,
    /// SvelteKit with the static adapter.
    SvelteKit,
    /// HTML by hand, or by a tool that leaves no trace.
    Plain,
}
