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
    /// Nuxt, by `nuxt generate`: told by `_nuxt/`.
    Nuxt,
    /// Gatsby: told by `page-data/`.
    Gatsby,
    /// React Router as a framework, and Remix before it, without a server (`ssr: false`).
    ReactRouter,
    /// Docusaurus: told by the generator that its pages name.
    Docusaurus,
    /// VitePress: told by the generator that its pages name.
    VitePress,
    /// Eleventy: told by its package, or by a generator where the template names one.
    Eleventy,
    /// Hugo: told by `hugo.toml`, or by the generator that its pages name.
    Hugo,
    /// Jekyll: told by `_config.yml`, or by the generator that its pages name.
    Jekyll,
    /// Hexo: told by its package, or by the generator that its pages name.
    Hexo,
    /// MkDocs, with whatever theme.
    MkDocs,
    /// Storybook: told by `iframe.html` beside `sb-manager/`.
    Storybook,
    /// Quasar: told by its package, since what it builds looks like Vite's.
    Quasar,
    /// Expo, for the web.
    Expo,
    /// Flutter, for the web: told by `flutter_bootstrap.js` or `flutter.js`.
    Flutter,
    /// Unity's player for the web: told by `Build/…loader.js`.
    Unity,
    /// HTML by hand, or by a tool that leaves no trace.
    Plain,
}

impl Framework {
    /// Whether what it builds has addresses of its own, which a visitor may come to first.
    pub(super) fn has_addresses(self) -> bool {
        !matches!(self, Self::Plain | Self::Unity | Self::Storybook)
    }

    /// Whether it makes a page for each address that there is, so that any other is not there.
    pub(super) fn makes_pages(self) -> bool {
        matches!(
            self,
            Self::Next
                | Self::Gatsby
                | Self::Astro
                | Self::Docusaurus
                | Self::VitePress
                | Self::Eleventy
                | Self::Hugo
                | Self::Jekyll
                | Self::Hexo
                | Self::MkDocs
        )
    }
}
