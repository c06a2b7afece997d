package org.plumbline.report.cli;

/** The form of what a command prints. */
enum Format {
    /** For people. */
    TEXT,
    /** For programs: one JSON value. */
    JSON
}
