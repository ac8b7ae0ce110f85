//! The tools that build sites.

use serde::Serialize;

/// The tool that built a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Framework {
    /// Vite, with React, Vue, Svelte or alone.
    Vite,
    /// Create React App.
    CreateReactApp,
    /// The static export of Next.
    Next,
    /// Vue CLI.
    VueCli,
    /// Angular.
    Angular,
    /// Astro.
    Astro,
    /// SvelteKit with the static adapter.
    SvelteKit,
    /// HTML by hand, or by a tool that leaves no trace.
    Plain,
}
