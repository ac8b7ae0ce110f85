//! Visits to what a trip builds.
