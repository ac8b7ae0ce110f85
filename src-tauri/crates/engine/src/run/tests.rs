//! What a run does, one behaviour a test, to the millisecond.
