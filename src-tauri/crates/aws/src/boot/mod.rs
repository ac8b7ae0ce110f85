//! The instance's first boot.
