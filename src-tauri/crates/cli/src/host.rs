//! A terminal as the app's host: there is nobody to pick a folder, and what is saved goes where the command line says.

use std::path::PathBuf;

use async_trait::async_trait;
use naru_api::contract::Lang;
use naru_api::{Host, system};

/// A terminal.
pub struct Terminal {
    /// The data folder, where the command line names one.
    pub data_folder: Option<PathBuf>,
    /// The language that the command line names, or the system's.
    pub language: Lang,
    /// Where something that is saved goes.
    pub out: Option<PathBuf>,
}

#[async_trait]
impl Host for Terminal {
    fn name(&self) -> String {
        "naru-cli".to_owned()
    }

    fn data_folder(&self) -> PathBuf {
        self.data_folder.clone().unwrap_or_else(system::data_folder)
    }

    fn language(&self) -> Lang {
        self.language
    }

    async fn pick_folder(&self) -> Option<PathBuf> {
        None
    }

    async fn pick_place(&self, _name: &str) -> Option<PathBuf> {
        self.out.clone()
    }

    fn open(&self, _url: &str) -> Result<(), String> {
        Err("a terminal opens no browser".to_owned())
    }

    fn notify(&self, _title: &str, _body: &str) {}
}
