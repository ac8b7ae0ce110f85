//! What the app asks of whoever runs it: a window, a terminal, a test. Only what a handler can't do by itself.

use std::path::PathBuf;

use async_trait::async_trait;

use crate::contract::Lang;

/// Whoever runs the app.
#[async_trait]
pub trait Host: Send + Sync + 'static {
    /// What it calls itself to a second process that wants to write the ledger, such as `Naru's window`.
    fn name(&self) -> String;

    /// The folder for everything that is kept.
    fn data_folder(&self) -> PathBuf;

    /// The system's language.
    fn language(&self) -> Lang;

    /// Lets the user choose a folder; `None` where they chose none, or where there is nobody to ask.
    async fn pick_folder(&self) -> Option<PathBuf>;

    /// Lets the user choose a file; `None` as for a folder.
    async fn pick_file(&self) -> Option<PathBuf>;

    /// Lets the user choose where to save a file of that name; `None` where they chose no place.
    async fn pick_place(&self, name: &str) -> Option<PathBuf>;

    /// Opens an address in the browser. Says in technical words why it can't.
    fn open(&self, url: &str) -> Result<(), String>;

    /// Tells the user something while they look elsewhere. Nothing where it can't.
    fn notify(&self, title: &str, body: &str);
}

/// A host with nobody in front of it: a terminal, a pipeline, a test. It has no folder to pick and no browser to open.
pub struct Headless {
    /// What it calls itself.
    pub name: &'static str,
    /// The folder for everything that is kept.
    pub data_folder: PathBuf,
    /// The language that it speaks.
    pub language: Lang,
    /// Where something that is saved goes; nothing is saved without it.
    pub out: Option<PathBuf>,
}

#[async_trait]
impl Host for Headless {
    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn data_folder(&self) -> PathBuf {
        self.data_folder.clone()
    }

    fn language(&self) -> Lang {
        self.language
    }

    async fn pick_folder(&self) -> Option<PathBuf> {
        None
    }

    async fn pick_file(&self) -> Option<PathBuf> {
        None
    }

    async fn pick_place(&self, _name: &str) -> Option<PathBuf> {
        self.out.clone()
    }

    fn open(&self, _url: &str) -> Result<(), String> {
        Err("nobody is here to look at a browser".to_owned())
    }

    fn notify(&self, _title: &str, _body: &str) {}
}
